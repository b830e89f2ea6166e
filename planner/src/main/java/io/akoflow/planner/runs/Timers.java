package io.akoflow.planner.runs;

import io.akoflow.contract.RunId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When runs have to be woken; one time for each run. */
final class Timers {

    private final TreeSet<Due> queue = new TreeSet<>();
    private final Map<RunId, Instant> times = new HashMap<>();

    private record Due(Instant at, RunId run) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? run.compareTo(other.run) : byTime;
        }
    }

    /** Sets the time of {@code run}; null for never. */
    void set(RunId run, @Nullable Instant at) {
        var before = at == null ? times.remove(run) : times.put(run, at);
        if (before != null) {
            queue.remove(new Due(before, run));
        }
        if (at != null) {
            queue.add(new Due(at, run));
        }
    }

    Optional<Instant> next() {
        return queue.isEmpty() ? Optional.empty() : Optional.of(queue.first().at());
    }

    /** The most overdue runs at {@code now}. */
    List<RunId> due(Instant now, int most) {
        return queue.stream()
                .takeWhile(due -> !due.at().isAfter(now))
                .limit(most)
                .map(Due::run)
                .toList();
    }

    void clear() {
        queue.clear();
        times.clear();
    }
}
