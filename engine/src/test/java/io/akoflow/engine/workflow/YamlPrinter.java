package io.akoflow.engine.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints mappings, lists, texts and numbers as YAML, in any of its styles. */
final class YamlPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][-A-Za-z0-9/.=_]*");
    private static final Pattern ON_ONE_LINE = Pattern.compile("[\\P{Cntrl}&&[^\\u2028\\u0085]]+");
    private static final Pattern LITERAL = Pattern.compile("[a-z][^\\t\\r\\u0001\\u0085\\u2028]*\\n");

    private final Random random;

    YamlPrinter(Random random) {
        this.random = random;
    }

    String print(Object tree) {
        return block(tree, 0) + "\n";
    }

    /** From the place of the value on; lines after the first begin with {@code indent} spaces. */
    private String block(Object tree, int indent) {
        var margin = " ".repeat(indent);
        return switch (tree) {
            case Map<?, ?> map
            when !map.isEmpty() && random.nextInt(4) > 0 ->
                map.entrySet().stream()
                        .map(entry -> flow(entry.getKey()) + ":" + below(entry.getValue(), indent))
                        .collect(Collectors.joining("\n" + margin));
            case List<?> list
            when !list.isEmpty() && random.nextInt(4) > 0 ->
                list.stream().map(item -> "- " + block(item, indent + 2)).collect(Collectors.joining("\n" + margin));
            case String text when LITERAL.matcher(text).matches() && random.nextBoolean() -> literal(text, indent);
            default -> flow(tree);
        };
    }

    /** A value after its key: on the next line when it has lines of its own. */
    private String below(Object value, int indent) {
        var text = block(value, indent + 2);
        boolean isBlock =
                (value instanceof Map || value instanceof List) && !text.startsWith("{") && !text.startsWith("[");
        return (isBlock ? comment() + "\n" + " ".repeat(indent + 2) : " ") + text;
    }

    private String comment() {
        return random.nextInt(5) == 0 ? "  # 'a: [comment" : "";
    }

    /** The line breaks after the last line are kept, however many there are. */
    private static String literal(String text, int indent) {
        var margin = " ".repeat(Math.max(indent, 1));
        var lines = text.substring(0, text.length() - 1).split("\n", -1);
        var written = new StringBuilder("|+");
        for (var line : lines) {
            written.append('\n').append(line.isEmpty() ? "" : margin + line);
        }
        return written.toString();
    }

    private String flow(Object tree) {
        return switch (tree) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> flow(entry.getKey()) + ": " + flow(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(this::flow).collect(Collectors.joining(", ", "[", "]"));
            case String text -> scalar(text);
            default -> tree.toString();
        };
    }

    private String scalar(String text) {
        boolean isWord = PLAIN.matcher(text).matches() && !text.equals("null");
        if (isWord && random.nextBoolean()) {
            return text;
        }
        if (ON_ONE_LINE.matcher(text).matches() && random.nextBoolean()) {
            return "'" + text.replace("'", "''") + "'";
        }
        return json(text);
    }

    static String json(Object tree) {
        try {
            return JSON.writeValueAsString(tree).replace("\u0085", "\\u0085");
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree can't be written", e);
        }
    }
}
