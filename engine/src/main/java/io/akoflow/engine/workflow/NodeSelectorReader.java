package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code nodeSelector}: {@code key=value}, or a mapping of several. */
final class NodeSelectorReader {

    private static final String WHAT = "'nodeSelector'";

    private final Problems problems;
    private final Typed typed;

    NodeSelectorReader(Problems problems) {
        this.problems = problems;
        this.typed = new Typed(problems);
    }

    Map<String, String> read(Fields activity) {
        var node = activity.node("nodeSelector");
        if (node.isEmpty()) {
            return Map.of();
        }
        return switch (node.get()) {
            case Node.Scalar text -> text.text().isEmpty() ? Map.of() : pair(text);
            case Node.Mapping mapping -> labels(mapping);
            case Node.Sequence list -> {
                typed.wrong(list, WHAT, "text such as disk=ssd or a mapping");
                yield Map.of();
            }
        };
    }

    private Map<String, String> pair(Node.Scalar text) {
        int equals = text.text().indexOf('=');
        if (equals < 0) {
            problems.error(
                    text, "Expected %s to be text such as disk=ssd or a mapping, but it is %s", WHAT, Shown.node(text));
            return Map.of();
        }
        var key = part(text, text.text().substring(0, equals));
        var value = part(text, text.text().substring(equals + 1));
        boolean isKey = Syntax.LABEL_KEY.check(key, "the label of 'nodeSelector'", problems);
        boolean isValue = Syntax.LABEL_VALUE.check(value, "the label's value in 'nodeSelector'", problems);
        return isKey && isValue ? Map.of(key.text(), value.text()) : Map.of();
    }

    private Map<String, String> labels(Node.Mapping mapping) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (var entry : typed.entries(mapping)) {
            if (Syntax.LABEL_KEY.check(entry.key(), "the label of 'nodeSelector'", problems)) {
                typed.text(entry.value(), Shown.text(entry.name()))
                        .filter(text -> Syntax.LABEL_VALUE.check(text, Shown.text(entry.name()), problems))
                        .ifPresent(text -> labels.put(entry.name(), text.text()));
            }
        }
        return labels;
    }

    private static Node.Scalar part(Node.Scalar whole, String text) {
        return new Node.Scalar(whole.line(), whole.column(), text.strip(), false);
    }
}
