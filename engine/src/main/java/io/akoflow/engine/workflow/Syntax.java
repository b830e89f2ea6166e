package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;
import java.util.regex.Pattern;

/** Forms of names that Kubernetes insists on, so that a mistake is found before anything is started. */
enum Syntax {
    LABEL(63, "[a-z0-9]([-a-z0-9]*[a-z0-9])?", "a name of lower-case letters and digits, with '-' only between them"),
    SUBDOMAIN(
            253,
            "[a-z0-9]([-.a-z0-9]*[a-z0-9])?",
            "a name of lower-case letters and digits, with '-' and '.' only between them"),
    LABEL_KEY(
            317,
            "([a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?",
            "a name such as disk or example.org/disk"),
    LABEL_VALUE(
            63,
            "([A-Za-z0-9]([-_.A-Za-z0-9]*[A-Za-z0-9])?)?",
            "letters and digits, with '-', '_' and '.' only between them"),
    VARIABLE(
            1024, "[-._a-zA-Z][-._a-zA-Z0-9]*", "a name of letters, digits, '_', '-' and '.', beginning with no digit"),
    SECRET_KEY(253, "[-._a-zA-Z0-9]+", "a name of letters, digits, '_', '-' and '.'"),
    IMAGE(1024, "\\S+", "an image such as alpine:3.20, without spaces");

    private final int longest;
    private final Pattern pattern;
    private final String description;

    Syntax(int longest, String pattern, String description) {
        this.longest = longest;
        this.pattern = Pattern.compile(pattern);
        this.description = description;
    }

    /** Whether {@code text} has this form; an error when not. */
    boolean check(Node.Scalar text, String what, Problems problems) {
        int length = text.text().length();
        if (length > longest) {
            problems.error(text, "Expected %s to have at most %,d characters, but it has %,d", what, longest, length);
            return false;
        }
        if (!pattern.matcher(text.text()).matches()) {
            problems.error(text, "Expected %s to be %s, but it is %s", what, description, Shown.text(text.text()));
            return false;
        }
        return true;
    }
}
