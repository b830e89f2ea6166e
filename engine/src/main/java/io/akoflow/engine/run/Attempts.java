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
        row.rest(ActivityState.BACKING_OFF, Times.later(now, pause));
    }

    /** Doubled with each failure, up to the longest. */
    static Duration pause(Duration first, Duration longest, int failures) {
        var most = Times.bounded(longest);
        var pause = first;
        for (int i = 1; i < failures && pause.isPositive() && pause.compareTo(most) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(most) > 0 ? most : pause;
    }
}
