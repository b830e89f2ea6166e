package io.akoflow.engine.yaml;

import io.akoflow.contract.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the parser says, in our words where they help more. */
final class SyntaxErrors {

    private SyntaxErrors() {}

    static Problem of(MarkedYamlEngineException error) {
        var place = error.getProblemMark().or(error::getContextMark);
        int line = place.map(mark -> mark.getLine() + 1).orElse(0);
        int column = place.map(mark -> mark.getColumn() + 1).orElse(0);
        return new Problem(Problem.Severity.ERROR, line, column, message(error));
    }

    private static String message(MarkedYamlEngineException error) {
        var problem = oneLine(error.getProblem());
        if (problem.startsWith("found character '\\t(TAB)'") || problem.contains("found a tab character")) {
            return "Expected spaces, but there is a tab; YAML is indented with spaces only";
        }
        if (problem.startsWith("found character") && problem.contains("cannot start any token")) {
            var character = problem.substring("found character ".length(), problem.indexOf(" that cannot"));
            return "Expected quotes around text that starts with %s, but there are none".formatted(character);
        }
        return switch (problem) {
            case "mapping values are not allowed here" ->
                "Expected no ':' here, but there is one; quote text that contains ': ', or check the indentation";
            case "could not find expected ':'" -> "Expected ':' after a key, but there is none; check the indentation";
            case "found unexpected end of stream" ->
                "Expected a closing quote, but the file ends%s".formatted(start(error.getContextMark()));
            default -> "Expected YAML, but %s%s".formatted(context(error), problem);
        };
    }

    private static String context(MarkedYamlEngineException error) {
        var context = oneLine(error.getContext());
        return context.isEmpty() ? "" : "%s%s: ".formatted(context, start(error.getContextMark()));
    }

    private static String start(Optional<Mark> mark) {
        return mark.map(it -> " (from line %d, column %d)".formatted(it.getLine() + 1, it.getColumn() + 1))
                .orElse("");
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\s+", " ").strip();
    }
}
