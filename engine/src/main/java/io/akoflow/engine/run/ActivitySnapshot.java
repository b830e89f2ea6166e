package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.contract.PodRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one activity of a run.
 *
 * @param activity its ordinal
 * @param attempt the present or last one; 0 before the first
 * @param userFailures attempts that the user's budget paid for
 * @param infrastructureFailures attempts that the infrastructure's budget paid for
 * @param memoryBytes what the next attempt may use, when it is not what the workflow says; null when it is
 * @param validUntil of the last ActivityReady that was said about the attempt under way; null when none is under way
 * @param timer when something is to be done about its state: the pause is over, the validity, the silence, the time for
 *     which it waits for others; null when nothing
 * @param logged whether the log of the attempt under way is kept or given up on
 * @param waitingFor one sentence: what must happen before it can start, why it was skipped, or, while it runs, that it
 *     should have ended and is looked for; null when nothing is known
 * @param waitingReason what Kubernetes says of its pod that does not start; null when that is not known
 * @param failure of the last attempt that failed; null when none did
 * @param pack whose pod its first attempt had a part of, by ordinal; null when it had one to itself
 * @param unreleased attempts that are over and whose Jobs are still kept, oldest first
 */
public record ActivitySnapshot(
        int activity,
        ActivityState state,
        int attempt,
        int userFailures,
        int infrastructureFailures,
        @Nullable Long memoryBytes,
        @Nullable Instant validUntil,
        @Nullable Instant timer,
        boolean logged,
        @Nullable PodRef pod,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String waitingFor,
        @Nullable Reason waitingReason,
        @Nullable Failure failure,
        @Nullable Integer pack,
        List<Unreleased> unreleased) {

    public ActivitySnapshot {
        unreleased = List.copyOf(unreleased);
    }

    /** One that nothing has happened to. */
    public static ActivitySnapshot untouched(int activity) {
        return new ActivitySnapshot(
                activity,
                ActivityState.WAITING,
                0,
                0,
                0,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** Whether an attempt has been said to be ready and has not ended. */
    boolean isUnderWay() {
        return validUntil != null;
    }

    /** Whether it is under way in a pod in which others may be too. */
    boolean isSharing() {
        return isUnderWay() && attempt == 1 && pack != null;
    }

    /** Whether the pod that it has, alone or with others, is named after it. */
    boolean isLeading() {
        return pack == null || pack == activity;
    }

    /** Whether it is ready and has not begun, for the first time: then it may wait for others to share a pod with. */
    boolean isHeldForOthers() {
        return state == ActivityState.READY && validUntil == null && attempt == 0 && pack == null;
    }

    /** When it has to be looked at next, for its state or for a Job that is to be released; null for never. */
    @Nullable
    Instant due() {
        var due = timer;
        for (var one : unreleased) {
            if (due == null || one.due().isBefore(due)) {
                due = one.due();
            }
        }
        return due;
    }
}
