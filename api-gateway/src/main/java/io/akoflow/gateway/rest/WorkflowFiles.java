package io.akoflow.gateway.rest;

import io.akoflow.gateway.store.RunFile;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The workflow file in the body of a request: the body itself, or a part of a form. */
final class WorkflowFiles {

    static final String YAML = "application/yaml";

    private WorkflowFiles() {}

    static RunFile of(RoutingContext context) {
        var type = context.request().getHeader("Content-Type");
        byte[] body = Bodies.of(context);
        if (type == null) {
            return new RunFile(body, YAML);
        }
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return new RunFile(body, type);
        }
        var form = new FormParts(body, boundary(type));
        var part = form.find("workflow", "file");
        if (part == null) {
            throw new Refusal(400, "Expected a form with a part 'workflow' that is a workflow file, but there is none");
        }
        return new RunFile(part, YAML);
    }

    private static String boundary(String type) {
        return Arrays.stream(type.split(";"))
                .map(String::trim)
                .filter(it -> it.regionMatches(true, 0, "boundary=", 0, 9))
                .map(it -> unquoted(it.substring(9)))
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        400, "Expected the content type multipart/form-data to have a boundary, but it has none"));
    }

    private static String unquoted(String text) {
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Whether there is a workflow file at all. */
    static @Nullable RunFile orNull(RoutingContext context) {
        return Bodies.of(context).length == 0 ? null : of(context);
    }
}
