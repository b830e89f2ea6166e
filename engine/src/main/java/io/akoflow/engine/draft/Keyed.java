package io.akoflow.engine.draft;

import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.workflow.Typed;
import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mapping of another system's file, of which only some keys mean something here. What is not of the kind that it has
 * to be is an error, and counts as absent then; so does a key without a value.
 */
public final class Keyed {

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?");

    private final Node.Mapping mapping;
    private final String title;
    private final Problems problems;
    private final Typed typed;
    private final Map<String, Typed.Entry> values = new LinkedHashMap<>();

    /**
     * Reads the keys.
     *
     * @param title such as {@code a job}
     */
    public Keyed(Node.Mapping mapping, String title, Problems problems) {
        this.mapping = mapping;
        this.title = title;
        this.problems = problems;
        this.typed = new Typed(problems);
        for (var entry : typed.entries(mapping)) {
            boolean isNothing = entry.value() instanceof Node.Scalar scalar && scalar.isNothing();
            if (!isNothing) {
                values.put(entry.name(), entry);
            }
        }
    }

    /** Where it begins. */
    public Node place() {
        return mapping;
    }

    public Optional<Node> node(String key) {
        return Optional.ofNullable(values.get(key)).map(Typed.Entry::value);
    }

    public Optional<Node.Scalar> scalar(String key) {
        return node(key).flatMap(node -> typed.text(node, what(key)));
    }

    public Optional<String> text(String key) {
        return scalar(key).map(Node.Scalar::text);
    }

    /** An error when it is not there. */
    public Optional<Node.Scalar> required(String key) {
        if (!values.containsKey(key)) {
            problems.error(mapping, "Expected '%s' in %s, but it is missing", key, title);
        }
        return scalar(key).filter(text -> !isBlank(text, key));
    }

    private boolean isBlank(Node.Scalar text, String key) {
        if (text.text().isBlank()) {
            problems.error(text, "Expected %s, but it is empty", what(key));
        }
        return text.text().isBlank();
    }

    /** A number that is not negative. */
    public Optional<BigDecimal> amount(String key) {
        return scalar(key).flatMap(text -> {
            if (NUMBER.matcher(text.text()).matches() && !text.text().startsWith("-")) {
                return Optional.of(new BigDecimal(text.text()));
            }
            return typed.wrong(text, what(key), "a number that is not negative");
        });
    }

    /** An amount of bytes; as many as a long holds, where there are more. */
    public Optional<Long> bytes(String key) {
        return amount(key).map(Keyed::asBytes);
    }

    /** The whole part of {@code amount}, or as much as a long holds. */
    public static long asBytes(BigDecimal amount) {
        return amount.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    public Optional<Boolean> flag(String key) {
        return node(key).flatMap(node -> typed.flag(node, what(key)));
    }

    /** The items of a list; none when it is absent. */
    public List<Node> list(String key) {
        return node(key).flatMap(node -> typed.list(node, what(key), "")).orElse(List.of());
    }

    /** The items of a list that are texts. */
    public List<Node.Scalar> texts(String key) {
        List<Node.Scalar> texts = new ArrayList<>();
        list(key).forEach(item -> typed.text(item, "each item of " + what(key)).ifPresent(texts::add));
        return texts;
    }

    /** The items of a list that are mappings. */
    public List<Keyed> all(String key, String item) {
        List<Keyed> all = new ArrayList<>();
        list(key)
                .forEach(node -> typed.mapping(node, "each item of " + what(key))
                        .ifPresent(it -> all.add(new Keyed(it, item, problems))));
        return all;
    }

    public Optional<Keyed> keyed(String key, String as) {
        return node(key).flatMap(node -> typed.mapping(node, what(key))).map(it -> new Keyed(it, as, problems));
    }

    /** Keys with a value, in the file's order. */
    public Set<String> keys() {
        return Set.copyOf(values.keySet());
    }

    /** In the file's order. */
    public List<Typed.Entry> entries() {
        return List.copyOf(values.values());
    }

    /** A warning that {@code key} has no effect here, if it is there. */
    public void notHonoured(String key, String why) {
        var entry = values.get(key);
        if (entry != null) {
            problems.warning(entry.key(), "Expected what akoflow can honour, but '%s' of %s %s", key, title, why);
        }
    }

    /** A warning for each key that is none of {@code known}. */
    public void onlyKnown(Set<String> known) {
        values.values().stream()
                .filter(entry -> !known.contains(entry.name()))
                .forEach(entry -> problems.warning(
                        entry.key(),
                        "Expected a key of %s that akoflow knows, but %s is none; it has no effect",
                        title,
                        Shown.text(entry.name())));
    }

    private String what(String key) {
        return "'%s' of %s".formatted(key, title);
    }

    @Override
    public String toString() {
        return values.keySet().stream().collect(Collectors.joining(", ", title + " with ", ""));
    }
}
