package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** How the activities of one class are, kept up to date with each change. */
final class PackTally {

    /** Places in the graph's order of those that are ready and wait, for others or for room. */
    final TreeSet<Integer> held = new TreeSet<>();

    /** Those of them that have waited for others as long as they have to. */
    final TreeSet<Integer> patient = new TreeSet<>();

    /** When those began that run alone. */
    private final TreeSet<Start> starts =
            new TreeSet<>(Comparator.comparing(Start::at).thenComparingInt(Start::activity));

    private final Count count = new Count();

    private record Start(Instant at, int activity) {}

    /** What can be copied and changed by a decision. */
    static final class Count {
        int waiting;
        int alone;
        private int succeeded;
        private double seconds;

        void add(ActivitySnapshot row, int sign) {
            waiting += row.state() == ActivityState.WAITING && row.attempt() == 0 ? sign : 0;
            alone += isAlone(row) ? sign : 0;
            if (row.state() == ActivityState.SUCCEEDED && row.startedAt() != null && row.endedAt() != null) {
                succeeded += sign;
                var took = Duration.between(row.startedAt(), row.endedAt()).toMillis() / 1000.0;
                seconds += sign * Math.max(took, PackClass.SHORTEST);
            }
        }

        /** How long one takes, as measured or else as expected; negative when nobody knows. */
        double seconds(PackClass of) {
            if (succeeded > 0) {
                return seconds / succeeded;
            }
            return of.expected() == null ? -1 : of.expected();
        }

        Count copy() {
            var copy = new Count();
            copy.waiting = waiting;
            copy.alone = alone;
            copy.succeeded = succeeded;
            copy.seconds = seconds;
            return copy;
        }
    }

    void index(ActivitySnapshot row, int place, int sign) {
        count.add(row, sign);
        if (row.isHeldForOthers()) {
            change(held, place, sign);
            if (row.timer() == null) {
                change(patient, place, sign);
            }
        } else if (isAlone(row) && row.startedAt() != null) {
            change(starts, new Start(row.startedAt(), row.activity()), sign);
        }
    }

    private static <T> void change(Set<T> set, T element, int sign) {
        if (sign > 0) {
            set.add(element);
        } else {
            set.remove(element);
        }
    }

    private static boolean isAlone(ActivitySnapshot row) {
        return row.isUnderWay() && row.attempt() == 1 && row.pack() == null;
    }

    Count count() {
        return count.copy();
    }

    /** Whether one that runs alone began before {@code time}. */
    boolean hasRunSince(Instant time) {
        return !starts.isEmpty() && starts.first().at().isBefore(time);
    }
}
