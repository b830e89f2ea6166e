package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** How long something is waited for, and what is done when it did not come. */
final class Patience {

    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(60);
    private static final String OVERDUE =
            "Kubernetes should have ended it, since its time-out is over; whether it still runs is looked for.";

    private final Draft draft;
    private final Progression progression;

    Patience(Draft draft, Progression progression) {
        this.draft = draft;
        this.progression = progression;
    }

    /** There was word of the attempt: it is waited for as long as if it began now. */
    void renew(ActivityRow row) {
        if (draft.run.state() == RunState.CANCELLING) {
            return;
        }
        row.timer = draft.now.plus(draft.limits.silence());
        var deadline = deadline(row);
        if (deadline != null) {
            var withTimeToHear = Times.latest(deadline, draft.now.plus(AFTER_TIMEOUT));
            row.timer = Times.earliest(row.timer, withTimeToHear);
        }
    }

    /**
     * When Kubernetes must have ended it long ago; never while its command may still be acted upon, which would make it
     * anew.
     */
    private @Nullable Instant deadline(ActivityRow row) {
        var timeout = draft.activity(row.activity).timeout();
        if (timeout == null || row.startedAt == null || row.validUntil() == null) {
            return null;
        }
        var late = Times.later(row.startedAt, timeout).plus(AFTER_TIMEOUT);
        return Times.latest(late, row.validUntil().plus(draft.limits.releaseMargin()));
    }

    /** The log of an attempt that is over is kept or given up on. */
    void logged(ActivityRow row, int attempt) {
        row.keepJobs(row.unreleased().stream()
                .map(one -> one.attempt() == attempt ? one.withLog() : one)
                .toList());
        release(row);
    }

    /** A timer is due. */
    void over(ActivityRow row) {
        release(row);
        if (row.timer == null || row.timer.isAfter(draft.now)) {
            return;
        }
        switch (row.state()) {
            case READY -> draft.say.ready(row);
            case BACKING_OFF -> row.rest(ActivityState.READY, null);
            case DISPATCHED, RUNNING -> {
                if (draft.run.state() == RunState.CANCELLING) {
                    progression.giveUp(row);
                } else {
                    unheard(row);
                }
            }
            case WAITING, SUCCEEDED, FAILED, CANCELLED, SKIPPED -> row.timer = null;
        }
    }

    /** Perhaps it ended, and nobody watched: so even past its time-out it is looked for, and not taken for failed. */
    private void unheard(ActivityRow row) {
        var deadline = deadline(row);
        draft.say.check(row.activity, row.attempt());
        if (deadline == null || deadline.isAfter(draft.now)) {
            renew(row);
        } else {
            row.waitingFor = OVERDUE;
            row.timer = draft.now.plus(draft.limits.silence());
        }
    }

    /** Somebody sees it run. It is ended here if that was asked for because Kubernetes should have done so long ago. */
    void stillRuns(ActivityRow row) {
        if (row.isOverdue() && draft.run.state() != RunState.CANCELLING) {
            draft.say.withdrawn(row);
            row.endedAt = draft.now;
            progression.failedWithoutJob(
                    row, timedOut(draft.activity(row.activity).timeout()));
        }
    }

    /** Gives up the Jobs of attempts that may go by now. */
    void release(ActivityRow row) {
        var kept = new ArrayList<Unreleased>();
        for (var one : row.unreleased()) {
            if (one.due().isAfter(draft.now)) {
                kept.add(one);
            } else {
                draft.say.released(row.activity, one.attempt());
            }
        }
        if (kept.size() < row.unreleased().size()) {
            row.keepJobs(kept);
        }
    }

    private static Failure timedOut(@Nullable Duration timeout) {
        return new Failure(
                FailureClass.USER,
                "TimedOut",
                null,
                "It ran longer than its time-out of %s, and Kubernetes did not end it.".formatted(timeout),
                "Raise 'timeout', or give it less to do.",
                null);
    }
}
