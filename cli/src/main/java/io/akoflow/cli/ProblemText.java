package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.Problem;
import java.util.Locale;

/** A problem of a workflow file as one line, the same whether this machine or the server found it. */
final class ProblemText {

    private ProblemText() {}

    static String of(Problem problem) {
        return line(problem.severity().name(), problem.line(), problem.column(), problem.message());
    }

    /** The same, as the server says it. */
    static String of(JsonNode problem) {
        return line(
                problem.path("severity").asText("ERROR"),
                problem.path("line").asInt(),
                problem.path("column").asInt(),
                problem.path("message").asText());
    }

    private static String line(String severity, int line, int column, String message) {
        var place = line == 0 ? "" : "%d:%d: ".formatted(line, column);
        return "%s%s: %s".formatted(place, severity.toLowerCase(Locale.ROOT), Plain.line(message));
    }
}
