package io.akoflow.engine.yaml;

import io.akoflow.contract.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the parser says, in our words where they help more. */
final class SyntaxErrors {

    private static final int MOST_CHARACTERS = 200;

    private SyntaxErrors() {}

    /** @param open the innermost list or mapping that has begun and not ended */
    static Problem of(MarkedYamlEngineException error, @Nullable Open open) {
        var problem = oneLine(error.getProblem());
        if (problem.equals("found unexpected end of stream")
                && error.getContextMark().isPresent()) {
            return at(error.getContextMark(), "Expected a closing quote, but there is none before the end of the file");
        }
        if ((problem.endsWith("<stream end>") || problem.endsWith("'<stream end>'")) && open != null) {
            var message = "Expected a closing bracket, but there is none before the end of the file";
            return new Problem(Problem.Severity.ERROR, open.line, open.column, message);
        }
        return at(error.getProblemMark().or(error::getContextMark), message(error, problem));
    }

    private static Problem at(Optional<Mark> place, String message) {
        int line = place.map(mark -> mark.getLine() + 1).orElse(0);
        int column = place.map(mark -> mark.getColumn() + 1).orElse(0);
        return new Problem(Problem.Severity.ERROR, line, column, message);
    }

    private static String message(MarkedYamlEngineException error, String problem) {
        if (problem.startsWith("found character '\\t(TAB)'") || problem.contains("found a tab character")) {
            return "Expected spaces, but there is a tab; YAML is indented with spaces only";
        }
        if (problem.startsWith("found character") && problem.contains("cannot start any token")) {
            var character = problem.substring("found character ".length(), problem.indexOf(" that cannot"));
            return "Expected quotes around text that starts with %s, but there are none".formatted(character);
        }
        if (problem.startsWith("expected <block end>, but found ")) {
            return misplaced(error, problem.substring("expected <block end>, but found ".length()));
        }
        if (problem.startsWith("expected '<document start>'")) {
            return "Expected the end of the file, as the document is complete, but there is more";
        }
        return switch (problem) {
            case "mapping values are not allowed here" ->
                "Expected no ':' here, but there is one; quote text that contains ': ', or check the indentation";
            case "could not find expected ':'" -> "Expected ':' after a key, but there is none; check the indentation";
            default -> "Expected YAML, but %s%s".formatted(context(error), problem);
        };
    }

    private static String misplaced(MarkedYamlEngineException error, String found) {
        var first = error.getContextMark()
                .map(it -> " that begin at line %d, column %d".formatted(it.getLine() + 1, it.getColumn() + 1))
                .orElse("");
        return switch (found) {
            case "'}'", "']'", "','" -> "Expected no %s here, but there is one".formatted(found);
            case "'-'" ->
                "Expected another of the keys%s, but there is an item of a list; check the indentation"
                        .formatted(first);
            default -> "Expected the indentation of the keys or items%s, but here it is another".formatted(first);
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
        return text == null ? "" : Quoted.cut(text.replaceAll("\\s+", " ").strip(), MOST_CHARACTERS);
    }
}
