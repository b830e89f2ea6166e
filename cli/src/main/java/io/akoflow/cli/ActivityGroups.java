package io.akoflow.cli;

import io.akoflow.contract.ActivityState;
import io.akoflow.engine.view.TypeName;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Activities by type, as there may be thousands of a few types. */
final class ActivityGroups {

    private static final List<ActivityState> TOLD = List.of(
            ActivityState.RUNNING,
            ActivityState.DISPATCHED,
            ActivityState.READY,
            ActivityState.BACKING_OFF,
            ActivityState.WAITING,
            ActivityState.FAILED,
            ActivityState.CANCELLED,
            ActivityState.SKIPPED);

    private ActivityGroups() {}

    /** How many there are, and in which states. */
    static final class Tally {
        private final Map<ActivityState, Integer> counts = new EnumMap<>(ActivityState.class);
        private int all;

        void add(ActivityState state) {
            counts.merge(state, 1, Integer::sum);
            all++;
        }

        static Tally of(Collection<Seen> activities) {
            var tally = new Tally();
            activities.forEach(activity -> tally.add(activity.state()));
            return tally;
        }

        int all() {
            return all;
        }

        int count(ActivityState state) {
            return counts.getOrDefault(state, 0);
        }

        /** So many need nothing more. */
        int over() {
            return counts.entrySet().stream()
                    .filter(entry -> entry.getKey().isOver())
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        boolean isMoving() {
            return Stream.of(ActivityState.RUNNING, ActivityState.DISPATCHED, ActivityState.BACKING_OFF)
                    .anyMatch(counts::containsKey);
        }

        /** Such as {@code 12 of 40 succeeded, 3 running, 1 failed}. */
        String text() {
            var text = new StringBuilder("%d of %d succeeded".formatted(count(ActivityState.SUCCEEDED), all));
            for (var state : TOLD) {
                if (counts.containsKey(state)) {
                    text.append(", %d %s".formatted(count(state), RunText.state(state.name())));
                }
            }
            return text.toString();
        }

        /** By which the whole looks. */
        String looksLike() {
            return count(ActivityState.FAILED) > 0
                    ? "failed"
                    : over() == all ? "succeeded" : isMoving() ? "running" : "ready";
        }
    }

    /** In the order in which types come first. */
    static Map<String, Tally> of(Collection<Seen> activities) {
        var groups = new LinkedHashMap<String, Tally>();
        for (var activity : activities) {
            groups.computeIfAbsent(TypeName.of(activity.name()), _ -> new Tally())
                    .add(activity.state());
        }
        return groups;
    }
}
