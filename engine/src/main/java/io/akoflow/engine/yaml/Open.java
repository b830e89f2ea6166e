package io.akoflow.engine.yaml;

import io.akoflow.contract.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;

/** A list or mapping of which the end has not been read. */
final class Open {

    private static final String MERGE = "<<";

    final int line;
    final int column;
    final Optional<Anchor> anchor;
    long weight = 2;

    private final boolean isMapping;
    private final List<Node> items = new ArrayList<>();

    Open(int line, int column, boolean isMapping, Optional<Anchor> anchor) {
        this.line = line;
        this.column = column;
        this.isMapping = isMapping;
        this.anchor = anchor;
    }

    void add(Node item, long itemWeight) {
        items.add(item);
        weight += itemWeight;
    }

    /** How many keys have been read; 0 of a list. */
    int keys() {
        return isMapping ? (items.size() + 1) / 2 : 0;
    }

    Node node(List<Problem> problems) {
        return isMapping ? new Node.Mapping(line, column, entries(problems)) : new Node.Sequence(line, column, items);
    }

    private List<Node.Entry> entries(List<Problem> problems) {
        List<Node.Entry> entries = new ArrayList<>(items.size() / 2);
        List<Node> merged = new ArrayList<>();
        for (int i = 0; i + 1 < items.size(); i += 2) {
            if (items.get(i) instanceof Node.Scalar key
                    && key.plain()
                    && key.text().equals(MERGE)) {
                merged.add(items.get(i + 1));
            } else {
                entries.add(new Node.Entry(items.get(i), items.get(i + 1)));
            }
        }
        if (!merged.isEmpty()) {
            merge(merged, entries, problems);
        }
        return entries;
    }

    /** What is written in the mapping itself goes before what is merged, and what is merged first before the rest. */
    private static void merge(List<Node> merged, List<Node.Entry> into, List<Problem> problems) {
        var keys = new HashSet<String>();
        into.forEach(entry -> keys.add(text(entry)));
        for (var value : merged) {
            var sources = value instanceof Node.Sequence list ? list.items() : List.of(value);
            for (var source : sources) {
                if (source instanceof Node.Mapping mapping) {
                    mapping.entries().stream()
                            .filter(entry -> keys.add(text(entry)))
                            .forEach(into::add);
                } else {
                    var message = "Expected '<<' to merge a mapping, but it is something else";
                    problems.add(new Problem(Problem.Severity.ERROR, source.line(), source.column(), message));
                }
            }
        }
    }

    private static String text(Node.Entry entry) {
        return entry.key() instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
