package io.akoflow.cli;

import io.akoflow.contract.ActivityState;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Activities by type, which is a name without its number, as there may be thousands of a few types. */
final class ActivityGroups {

    private static final String SEPARATORS = "-_.: ";
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
            groups.computeIfAbsent(type(activity.name()), _ -> new Tally()).add(activity.state());
        }
        return groups;
    }

    /** {@code mproject-00012} and {@code mproject_ID0012} are of the type {@code mproject}. */
    static String type(String name) {
        int end = name.length();
        for (int shorter = withoutNumber(name, end); shorter < end; shorter = withoutNumber(name, end)) {
            end = shorter;
        }
        return end == 0 ? name : name.substring(0, end);
    }

    /** Where the name ends without the number before {@code end}, what leads to it included. */
    private static int withoutNumber(String name, int end) {
        int begin = end;
        while (begin > 0 && Character.isDigit(name.charAt(begin - 1))) {
            begin--;
        }
        if (begin == end) {
            return end;
        }
        if (begin > 2 && name.regionMatches(true, begin - 2, "id", 0, 2) && isSeparator(name, begin - 3)) {
            begin -= 2;
        }
        while (begin > 0 && isSeparator(name, begin - 1)) {
            begin--;
        }
        return begin;
    }

    private static boolean isSeparator(String name, int place) {
        return SEPARATORS.indexOf(name.charAt(place)) >= 0;
    }
}
