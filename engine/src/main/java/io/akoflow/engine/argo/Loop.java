package io.akoflow.engine.argo;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a task is repeated for. */
final class Loop {

    private static final Set<String> SEQUENCE_KEYS = Set.of("count", "start", "end", "format");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern FORMAT = Pattern.compile("([^%]*)(%0?[0-9]{0,2}[dxX])([^%]*)");
    private static final int MOST = 100_000;

    private final Problems problems;

    Loop(Problems problems) {
        this.problems = problems;
    }

    /** The values of each repetition, by what stands for them; empty when the task is there once. */
    Optional<List<Map<String, String>>> of(Keyed task, Scope scope) {
        if (task.node("withSequence").isPresent()) {
            return task.keyed("withSequence", "a sequence").map(it -> sequence(it, scope));
        }
        if (task.node("withItems").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                task.list("withItems").stream().map(item -> values(item, scope)).toList());
    }

    private Map<String, String> values(Node item, Scope scope) {
        return switch (item) {
            case Node.Scalar text -> Map.of("item", scope.text(text));
            case Node.Mapping mapping -> {
                var values = new LinkedHashMap<String, String>();
                var keyed = new Keyed(mapping, "an item", problems);
                keyed.entries()
                        .forEach(entry -> keyed.scalar(entry.name())
                                .ifPresent(value -> values.put("item." + entry.name(), scope.text(value))));
                yield values;
            }
            case Node.Sequence list -> {
                problems.error(list, "Expected an item to be text or a mapping of texts, but it is a list");
                yield Map.of();
            }
        };
    }

    private List<Map<String, String>> sequence(Keyed sequence, Scope scope) {
        sequence.onlyKnown(SEQUENCE_KEYS);
        int start = number(sequence, "start", scope).orElse(0);
        var count = number(sequence, "count", scope);
        var end = count.map(it -> start + it - 1).or(() -> number(sequence, "end", scope));
        if (end.isEmpty()) {
            problems.error(sequence.place(), "Expected 'count' or 'end' in a sequence, but there is neither");
            return List.of();
        }
        int size = count.orElseGet(() -> Math.abs(end.get() - start) + 1);
        if (size < 0 || size > MOST) {
            problems.error(sequence.place(), "Expected a sequence of at most %,d numbers, but it has %,d", MOST, size);
            return List.of();
        }
        int step = count.isPresent() || end.get() >= start ? 1 : -1;
        var format = format(sequence);
        List<Map<String, String>> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(Map.of("item", String.format(Locale.ROOT, format, start + i * step)));
        }
        return values;
    }

    private Optional<Integer> number(Keyed sequence, String key, Scope scope) {
        return sequence.scalar(key).flatMap(text -> {
            var number = scope.text(text).strip();
            if (NUMBER.matcher(number).matches()) {
                return Optional.of(Integer.parseInt(number));
            }
            problems.error(
                    text, "Expected '%s' of a sequence to be a whole number, but it is %s", key, Shown.text(number));
            return Optional.empty();
        });
    }

    private String format(Keyed sequence) {
        var format = sequence.scalar("format");
        if (format.isPresent() && !FORMAT.matcher(format.get().text()).matches()) {
            problems.error(
                    format.get(),
                    "Expected 'format' of a sequence to have one number such as %%d, %%03d or %%x, but it is %s",
                    Shown.node(format.get()));
            return "%d";
        }
        return format.map(Node.Scalar::text).orElse("%d");
    }
}
