package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mapping with a fixed set of keys. To read it is to check its keys; a key without a value is as good as absent. */
final class Fields {

    private final Node.Mapping mapping;
    private final Section section;
    private final Problems problems;
    private final Typed typed;
    private final Map<String, Node> values = new HashMap<>();
    private final Set<String> meant = new HashSet<>(0);

    Fields(Node.Mapping mapping, Section section, Problems problems) {
        this.mapping = mapping;
        this.section = section;
        this.problems = problems;
        this.typed = new Typed(problems);
        for (var entry : typed.entries(mapping)) {
            accept(entry);
        }
    }

    private void accept(Typed.Entry entry) {
        var key = entry.name();
        if (section.isUseless(key)) {
            problems.warning(
                    entry.key(), "Expected a key of %s that has an effect, but '%s' has none", section.title(), key);
        } else if (!section.knows(key)) {
            unknown(entry.key());
        } else if (entry.value() instanceof Node.Scalar scalar && scalar.isNothing()) {
            problems.warning(entry.key(), "Expected a value of '%s', but there is none; it counts as absent", key);
        } else {
            values.put(key, entry.value());
        }
    }

    private void unknown(Node.Scalar key) {
        boolean advise = problems.deserveAdvice();
        problems.error(
                key,
                "Expected a key of %s, but %s is none%s",
                section.title(),
                Shown.text(key.text()),
                advise ? section.advice(key.text()) : "");
        if (advise) {
            section.meant(key.text()).ifPresent(meant::add);
        }
    }

    /** Where the mapping starts. */
    Node place() {
        return mapping;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether it is there, or was meant by a key that is reported already. */
    boolean isMeant(String key) {
        return has(key) || meant.contains(key);
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<Node.Scalar> text(String key) {
        return node(key).flatMap(node -> typed.text(node, quoted(key)));
    }

    /** As the original tool had it, whose texts are empty when they are absent. */
    Optional<Node.Scalar> textUnlessEmpty(String key) {
        return text(key).filter(scalar -> !scalar.text().isEmpty());
    }

    Optional<Node.Mapping> mapping(String key) {
        return node(key).flatMap(node -> typed.mapping(node, quoted(key)));
    }

    Optional<Fields> fields(String key, Section of) {
        return mapping(key).map(node -> new Fields(node, of, problems));
    }

    Optional<List<Node>> list(String key) {
        return node(key).flatMap(node -> typed.list(node, quoted(key), ""));
    }

    /** A list of texts, without those items that are none. */
    Optional<List<Node.Scalar>> texts(String key) {
        var advice = node(key).map(Fields::asList).orElse("");
        return node(key).flatMap(node -> typed.list(node, quoted(key), advice)).map(items -> {
            List<Node.Scalar> texts = new ArrayList<>(items.size());
            items.forEach(
                    item -> typed.text(item, "each item of " + quoted(key)).ifPresent(texts::add));
            return texts;
        });
    }

    private static String asList(Node node) {
        return node instanceof Node.Scalar scalar ? "; did you mean [%s]?".formatted(Shown.bare(scalar.text())) : "";
    }

    Optional<Boolean> flag(String key) {
        return node(key).flatMap(node -> typed.flag(node, quoted(key)));
    }

    Optional<Long> whole(String key, long least, long most) {
        return node(key).flatMap(node -> typed.whole(node, quoted(key), least, most));
    }

    Optional<Duration> duration(String key, Duration least) {
        return text(key).flatMap(text -> Durations.read(text, quoted(key), least, problems));
    }

    <T> Optional<T> choice(String key, Map<String, T> choices) {
        return text(key).flatMap(text -> typed.choice(text, quoted(key), choices));
    }

    /** A text that Kubernetes takes as {@code syntax}. */
    Optional<String> name(String key, Syntax syntax) {
        return textUnlessEmpty(key)
                .filter(text -> syntax.check(text, quoted(key), problems))
                .map(Node.Scalar::text);
    }

    /** The same, where it has to be and may not be empty. */
    Optional<String> requiredName(String key, Syntax syntax) {
        require(key);
        return text(key)
                .filter(text -> syntax.check(text, quoted(key), problems))
                .map(Node.Scalar::text);
    }

    /** An error when {@code key} is not there. */
    void require(String key) {
        if (!isMeant(key)) {
            problems.error(mapping, "Expected '%s' in %s, but it is missing", key, section.title());
        }
    }

    private static String quoted(String key) {
        return "'" + key + "'";
    }
}
