package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import java.time.Duration;
import java.time.Instant;

/** What a failed attempt costs, and whether there is another one. */
final class Attempts {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 30;

    private Attempts() {}

    /**
     * Charges a failure to its budget.
     *
     * @return whether another attempt follows; if so, the row is backing off
     */
    static boolean charge(ActivityRow row, Activity activity, Failure failure, RunLimits limits, Instant now) {
        row.failure = failure;
        return switch (failure.failureClass()) {
            case CONFIGURATION -> false;
            case USER -> {
                row.userFailures++;
                if (row.userFailures >= activity.retry().attempts()) {
                    yield false;
                }
                growMemory(row, activity, failure);
                var retry = activity.retry();
                backOff(row, pause(retry.backoff(), retry.maxBackoff(), row.userFailures), now);
                yield true;
            }
            case INFRASTRUCTURE -> {
                row.infrastructureFailures++;
                if (row.infrastructureFailures > limits.infrastructureAttempts()) {
                    yield false;
                }
                backOff(row, pause(FIRST_PAUSE, LONGEST_PAUSE, row.infrastructureFailures), now);
                yield true;
            }
        };
    }

    private static void growMemory(ActivityRow row, Activity activity, Failure failure) {
        var limit = row.memoryBytes == null ? activity.resources().memoryBytes() : row.memoryBytes;
        if (failure.kind().equals("OutOfMemory") && limit != null) {
            row.memoryBytes = (long) Math.ceil(limit * activity.retry().memoryFactor());
        }
    }

    private static void backOff(ActivityRow row, Duration pause, Instant now) {
        row.rest(ActivityState.BACKING_OFF, now.plus(pause));
    }

    /** Doubled with each failure, up to the longest. */
    static Duration pause(Duration first, Duration longest, int failures) {
        int doublings = Math.min(failures - 1, MOST_DOUBLINGS);
        long millis = first.toMillis() > Long.MAX_VALUE >> (MOST_DOUBLINGS + 1)
                ? longest.toMillis()
                : first.toMillis() << doublings;
        return Duration.ofMillis(Math.min(millis, longest.toMillis()));
    }
}
