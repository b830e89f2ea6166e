package io.akoflow.engine.workflow;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Packing;
import io.akoflow.engine.policy.NamePattern;
import io.akoflow.engine.yaml.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code packing}: which activities share pods. */
final class PackingReader {

    private static final String AUTO = "auto";
    private static final int MOST_RULES = 50;
    private static final int LONGEST_MATCH = 100;
    private static final int LARGEST = 64;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Problems problems;
    private final Typed typed;

    PackingReader(Problems problems) {
        this.problems = problems;
        this.typed = new Typed(problems);
    }

    @Nullable
    Packing read(Fields spec, List<Activity> activities) {
        return spec.node("packing").map(node -> read(node, activities)).orElse(null);
    }

    private @Nullable Packing read(Node node, List<Activity> activities) {
        return switch (node) {
            case Node.Scalar text when isAuto(text) -> new Packing(true, List.of());
            case Node.Sequence list -> list(list, activities);
            case Node.Scalar _, Node.Mapping _ -> {
                typed.wrong(node, "'packing'", "'auto' or a list of rules such as [{match: align, size: 8}]");
                yield null;
            }
        };
    }

    private static boolean isAuto(Node node) {
        return node instanceof Node.Scalar text && text.text().equals(AUTO);
    }

    private Packing list(Node.Sequence list, List<Activity> activities) {
        var items = list.items();
        if (items.isEmpty()) {
            problems.error(list, "Expected at least one rule in 'packing', but there is none");
        } else if (items.size() > MOST_RULES) {
            problems.error(
                    items.get(MOST_RULES),
                    "Expected at most %d rules in 'packing', but there are %,d",
                    MOST_RULES,
                    items.size());
            items = List.of();
        }
        var rules = new ArrayList<Packing.Rule>();
        for (var item : items) {
            if (!isAuto(item)) {
                typed.mapping(item, "each item of 'packing'")
                        .map(mapping -> new Fields(mapping, Section.PACKING, problems))
                        .flatMap(fields -> rule(fields, activities))
                        .ifPresent(rules::add);
            }
        }
        var autos = items.stream().filter(PackingReader::isAuto).toList();
        if (autos.size() > 1) {
            problems.error(
                    autos.get(1), "Expected 'auto' at most once in 'packing', but it is there %,d times", autos.size());
        }
        return new Packing(!autos.isEmpty(), rules);
    }

    private Optional<Packing.Rule> rule(Fields fields, List<Activity> activities) {
        fields.require("match");
        fields.require("size");
        var size = fields.whole("size", 1, LARGEST);
        var waits = fields.duration("wait", Duration.ZERO).filter(it -> isShort(fields, it));
        var match = fields.text("match").filter(this::isMatch);
        match.ifPresent(text -> checkThatItMatches(text, activities));
        return match.flatMap(
                text -> size.map(most -> new Packing.Rule(text.text(), most.intValue(), waits.orElse(WAIT))));
    }

    private boolean isShort(Fields fields, Duration waits) {
        if (waits.compareTo(LONGEST_WAIT) > 0) {
            fields.node("wait").ifPresent(node -> typed.wrong(node, "'wait'", "at most 1h"));
            return false;
        }
        return true;
    }

    private boolean isMatch(Node.Scalar text) {
        int length = text.text().length();
        if (length == 0) {
            typed.wrong(text, "'match'", "names of activities such as align-*");
        } else if (length > LONGEST_MATCH) {
            problems.error(
                    text, "Expected 'match' to have at most %d characters, but it has %,d", LONGEST_MATCH, length);
        }
        return length > 0 && length <= LONGEST_MATCH;
    }

    private void checkThatItMatches(Node.Scalar text, List<Activity> activities) {
        var pattern = new NamePattern(text.text());
        if (activities.stream().noneMatch(activity -> pattern.matches(activity.name()))) {
            problems.warning(
                    text,
                    "Expected 'match' to match an activity's name, but %s matches none; * stands for any text",
                    Shown.text(text.text()));
        }
    }
}
