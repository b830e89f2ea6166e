package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure;
import java.time.Duration;

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
    static boolean charge(ActivityRow row, Failure failure, Draft draft) {
        row.failure = failure;
        return switch (failure.failureClass()) {
            case CONFIGURATION -> false;
            case USER -> {
                row.userFailures++;
                var retry = draft.activity(row.activity).retry();
                if (row.userFailures >= retry.attempts()) {
                    yield false;
                }
                growMemory(row, failure, draft);
                backOff(row, pause(retry.backoff(), retry.maxBackoff(), row.userFailures), draft);
                yield true;
            }
            case INFRASTRUCTURE -> {
                row.infrastructureFailures++;
                if (row.infrastructureFailures > draft.limits.infrastructureAttempts()) {
                    yield false;
                }
                backOff(row, pause(FIRST_PAUSE, LONGEST_PAUSE, row.infrastructureFailures), draft);
                yield true;
            }
        };
    }

    /** Up to what the deployment allows, and never to less than it had. */
    private static void growMemory(ActivityRow row, Failure failure, Draft draft) {
        var activity = draft.activity(row.activity);
        var limit = row.memoryBytes == null ? activity.resources().memoryBytes() : row.memoryBytes;
        if (failure.kind().equals("OutOfMemory") && limit != null) {
            long more = (long) Math.ceil(limit * activity.retry().memoryFactor());
            var most = draft.limits.mostMemory();
            row.memoryBytes = most == null ? more : Math.max(limit, Math.min(more, most));
        }
    }

    private static void backOff(ActivityRow row, Duration longest, Draft draft) {
        var attempt = new AttemptId(draft.run.run(), row.activity, row.attempt());
        row.rest(ActivityState.BACKING_OFF, Times.later(draft.now, part(longest, attempt)));
    }

    /**
     * Any part of a pause, as likely as any other, so that what failed together does not come back together. An
     * attempt's is always the same, so that what is decided again is decided alike.
     */
    static Duration part(Duration pause, AttemptId attempt) {
        long mixed = attempt.toString().hashCode() * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L; // the finalizer of SplitMix64
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        double fraction = ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
        return Duration.ofMillis((long) (pause.toMillis() * fraction));
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
