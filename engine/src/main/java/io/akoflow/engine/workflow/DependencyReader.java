package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code dependsOn}. */
final class DependencyReader {

    private final Names names;
    private final Problems problems;

    DependencyReader(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Ordinals, in the file's order, without those that can't be. */
    List<Integer> read(int ordinal, Fields activity) {
        Map<Integer, Integer> lines = new LinkedHashMap<>();
        for (var item : activity.texts("dependsOn").orElse(List.of())) {
            names.resolve(item).ifPresent(parent -> accept(ordinal, parent, item, lines));
        }
        return List.copyOf(lines.keySet());
    }

    private void accept(int ordinal, int parent, Node.Scalar item, Map<Integer, Integer> lines) {
        var name = Shown.text(item.text());
        if (parent == ordinal) {
            problems.error(item, "Expected %s to depend on other activities, but it depends on itself", name);
            return;
        }
        if (lines.putIfAbsent(parent, item.line()) != null) {
            problems.error(
                    item, "Expected each dependency once, but %s is already on line %d", name, lines.get(parent));
        }
    }
}
