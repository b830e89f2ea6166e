package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Nodes as what they have to be; empty, and an error, when they are not. */
public final class Typed {

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final Set<String> YES =
            Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y");
    private static final Set<String> NO =
            Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N");

    private final Problems problems;

    public Typed(Problems problems) {
        this.problems = problems;
    }

    /** Text; a number or truth value counts as the text that it is written as. */
    public Optional<Node.Scalar> text(Node node, String what) {
        if (node instanceof Node.Scalar scalar && !scalar.isNothing()) {
            return Optional.of(scalar);
        }
        return wrong(node, what, "text");
    }

    public Optional<Node.Mapping> mapping(Node node, String what) {
        return node instanceof Node.Mapping mapping ? Optional.of(mapping) : wrong(node, what, "a mapping");
    }

    /**
     * The items of a list.
     *
     * @param advice for somebody who wrote something else
     */
    public Optional<List<Node>> list(Node node, String what, String advice) {
        if (node instanceof Node.Sequence list) {
            return Optional.of(list.items());
        }
        problems.error(node, "Expected %s to be a list, but it is %s%s", what, Shown.node(node), advice);
        return Optional.empty();
    }

    public Optional<Boolean> flag(Node node, String what) {
        if (node instanceof Node.Scalar scalar && scalar.plain()) {
            if (YES.contains(scalar.text())) {
                return Optional.of(true);
            }
            if (NO.contains(scalar.text())) {
                return Optional.of(false);
            }
        }
        return wrong(node, what, "true or false");
    }

    public Optional<Long> whole(Node node, String what, long least, long most) {
        if (!(node instanceof Node.Scalar scalar)
                || !scalar.plain()
                || !WHOLE.matcher(scalar.text()).matches()) {
            return wrong(node, what, "a whole number");
        }
        long value = Long.parseLong(scalar.text());
        if (value < least || value > most) {
            return wrong(node, what, value < least ? "at least %,d".formatted(least) : "at most %,d".formatted(most));
        }
        return Optional.of(value);
    }

    /** One of {@code choices}, which are texts. */
    public <T> Optional<T> choice(Node.Scalar text, String what, Map<String, T> choices) {
        var chosen = choices.get(text.text());
        if (chosen != null) {
            return Optional.of(chosen);
        }
        var names = List.copyOf(choices.keySet());
        return wrong(text, what, Shown.choice(names));
    }

    /** The entries of a mapping whose keys are the user's; a key that is written twice counts once. */
    public List<Entry> entries(Node.Mapping mapping) {
        var lines = new HashMap<String, Integer>();
        var entries = new ArrayList<Entry>(mapping.entries().size());
        for (var entry : mapping.entries()) {
            var key = text(entry.key(), "a key");
            if (key.isEmpty()) {
                continue;
            }
            var before = lines.putIfAbsent(key.get().text(), entry.key().line());
            if (before == null) {
                entries.add(new Entry(key.get(), entry.value()));
            } else {
                problems.error(
                        entry.key(),
                        "Expected each key once, but %s is already on line %d",
                        Shown.text(key.get().text()),
                        before);
            }
        }
        return entries;
    }

    /** An entry of a mapping. */
    public record Entry(Node.Scalar key, Node value) {
        public String name() {
            return key.text();
        }
    }

    /** An error: {@code what} is not {@code expected}. */
    public <T> Optional<T> wrong(Node node, String what, String expected) {
        problems.error(node, "Expected %s to be %s, but it is %s", what, expected, Shown.node(node));
        return Optional.empty();
    }
}
