package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;
import io.akoflow.engine.yaml.Quoted;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of a file as messages show them: short, on one line. */
public final class Shown {

    private static final int LONGEST_NUMBER = 30;
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Set<String> TRUTHS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");

    private Shown() {}

    /** Such as {@code the text 'x'} or {@code a list}. */
    public static String node(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar);
            case Node.Sequence _ -> "a list";
            case Node.Mapping _ -> "a mapping";
        };
    }

    private static String scalar(Node.Scalar scalar) {
        var text = scalar.text();
        if (scalar.isNothing()) {
            return "nothing";
        }
        if (scalar.plain() && TRUTHS.contains(text)) {
            return text;
        }
        boolean isNumber = scalar.plain()
                && text.length() <= LONGEST_NUMBER
                && NUMBER.matcher(text).matches();
        return isNumber ? "the number " + text : "the text " + text(text);
    }

    /** In single quotes. */
    public static String text(String text) {
        return Quoted.text(text);
    }

    /** Without quotes. */
    public static String bare(String text) {
        var quoted = text(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Such as {@code 'a', 'b' or 'c'}. */
    public static String choice(List<String> texts) {
        return joined(texts, "or");
    }

    /** Such as {@code 'a', 'b' and 'c'}. */
    public static String list(List<String> texts) {
        return joined(texts, "and");
    }

    private static String joined(List<String> texts, String last) {
        var quoted = texts.stream().map(Shown::text).toList();
        if (quoted.size() < 2) {
            return String.join("", quoted);
        }
        return quoted.stream().limit(quoted.size() - 1L).collect(Collectors.joining(", ")) + " " + last + " "
                + quoted.getLast();
    }
}
