package io.akoflow.engine.kubernetes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PodReading} needs of a Job.
 *
 * @param reason of the condition that made it so, such as {@code DeadlineExceeded}; null for none
 * @param message to that reason
 * @param at when it became so; null when nobody knows
 */
public record JobView(
        State state,
        @Nullable String reason,
        @Nullable String message,
        @Nullable Instant at) {

    /** Nobody has told of it, though its pod may have been seen. */
    public static final JobView UNSEEN = new JobView(State.UNSEEN, null, null, null);

    static final JobView ACTIVE = new JobView(State.ACTIVE, null, null, null);

    /** Of an attempt that was a pod without a Job, which is not there any more. */
    public static final JobView GONE_WITH_POD = new JobView(State.GONE, "PodDeleted", null, null);

    /** The reason of one that failed since it was made a {@link Tombstone}. */
    private static final String WITHDRAWN = "Withdrawn";

    /** What became of it. */
    public enum State {
        UNSEEN,
        ACTIVE,
        /** As a queue does with Jobs that have to wait. */
        SUSPENDED,
        COMPLETE,
        FAILED,
        /** Deleted. */
        GONE
    }

    /** The same Job, if it is known to be a {@link Tombstone}: then that is why it failed. */
    public JobView withdrawn() {
        return state == State.FAILED && "DeadlineExceeded".equals(reason)
                ? new JobView(state, WITHDRAWN, message, at)
                : this;
    }

    /** What stands for the Job of a pod that has none, and that somebody ended. */
    static JobView ofStopped(boolean withdrawn) {
        return new JobView(State.FAILED, withdrawn ? WITHDRAWN : null, null, null);
    }

    boolean isWithdrawn() {
        return WITHDRAWN.equals(reason);
    }

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return state == State.COMPLETE || isOverWithoutSuccess();
    }

    /** Whether no pod will come or go on because of it. */
    boolean isOverWithoutSuccess() {
        return state == State.FAILED || state == State.GONE;
    }
}
