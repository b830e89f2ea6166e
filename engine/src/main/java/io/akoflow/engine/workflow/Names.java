package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of all activities, by which they refer to each other. */
final class Names {

    private final Problems problems;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final List<Node> places = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** @param activities in the order of their ordinals */
    Names(List<Fields> activities, Problems problems) {
        this.problems = problems;
        activities.forEach(this::add);
    }

    /** Of activity {@code ordinal}; empty when it has none. */
    String of(int ordinal) {
        return names.get(ordinal);
    }

    /** Where the name of activity {@code ordinal} is written. */
    Node place(int ordinal) {
        return places.get(ordinal);
    }

    @Nullable
    Integer ordinal(String name) {
        return ordinals.get(name);
    }

    /** A question for another name, when one is near. */
    String advice(String name) {
        return problems.deserveAdvice()
                ? NearestName.of(name, ordinals.keySet())
                        .map(nearest -> "; did you mean %s?".formatted(Shown.text(nearest)))
                        .orElse("")
                : "";
    }

    private void add(Fields activity) {
        var name = activity.text("name").filter(text -> isName(text, "a name", problems) && isAddress(text));
        activity.require("name");
        int ordinal = names.size();
        places.add(activity.node("name").orElse(activity.place()));
        names.add(name.map(Node.Scalar::text).orElse(""));
        if (name.isEmpty()) {
            return;
        }
        var earlier = ordinals.putIfAbsent(name.get().text(), ordinal);
        if (earlier != null) {
            problems.error(
                    name.get(),
                    "Expected a name of its own for each activity, but %s is already on line %d",
                    Shown.text(name.get().text()),
                    places.get(earlier).line());
        }
    }

    /** Whether a URL can have it as a part; {@code .} and {@code ..} are gone from one before it is sent. */
    private boolean isAddress(Node.Scalar text) {
        boolean isStep = text.text().equals(".") || text.text().equals("..");
        if (isStep) {
            problems.error(text, "Expected a name that a URL can have, but %s is none", Shown.text(text.text()));
        }
        return !isStep;
    }

    /** Whether {@code text} can be the name of an activity or workflow; an error when not. */
    static boolean isName(Node.Scalar text, String what, Problems problems) {
        if (text.text().isBlank()) {
            problems.error(text, "Expected %s, but it is empty", what);
            return false;
        }
        if (text.text().length() > Limits.NAME) {
            problems.error(
                    text,
                    "Expected %s of at most %,d characters, but it has %,d",
                    what,
                    Limits.NAME,
                    text.text().length());
            return false;
        }
        return true;
    }

    /** The activity that {@code text} names; empty, and an error, when there is none. */
    Optional<Integer> resolve(Node.Scalar text) {
        var ordinal = ordinals.get(text.text());
        if (ordinal == null) {
            problems.error(
                    text,
                    "Expected 'dependsOn' to name activities, but there is no %s%s",
                    Shown.text(text.text()),
                    advice(text.text()));
        }
        return Optional.ofNullable(ordinal);
    }
}
