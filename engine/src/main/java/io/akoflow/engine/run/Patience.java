package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.contract.RunState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long something is waited for, and what is done when it did not come. */
final class Patience {

    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration FOR_A_NODE = Duration.ofSeconds(60);
    private static final Duration FOR_A_NODE_WHILE_OTHERS_RUN = Duration.ofMinutes(10);
    private static final String OVERDUE =
            "Kubernetes should have ended it, since its time-out is over; whether it still runs is looked for.";

    private static final String ENDING = "Its pod is being ended; it is tried again in a pod of its own.";

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
            case READY -> ready(row);
            case BACKING_OFF -> row.rest(ActivityState.READY, null);
            case DISPATCHED, RUNNING -> {
                if (draft.run.state() == RunState.CANCELLING) {
                    progression.giveUp(row);
                } else {
                    silent(row);
                }
            }
            case WAITING, SUCCEEDED, FAILED, CANCELLED, SKIPPED -> row.timer = null;
        }
    }

    private void ready(ActivityRow row) {
        if (row.isUnderWay()) {
            draft.say.ready(row);
        } else {
            row.timer = null;
            draft.packs.press(row.activity);
        }
    }

    /**
     * Its pod waits for something. No node may be large enough for all who share a pod, so they don't wait for one as
     * long as for other things.
     */
    void waits(ActivityRow row, ActivityWaiting waiting) {
        if (isEnding(row.waitingFor())) {
            return;
        }
        boolean isNew = !waiting.message().equals(row.waitingFor());
        row.waitsFor(waiting.message(), waiting.reason());
        if (isShared(row) && waiting.reason() == ActivityWaiting.Reason.NODE && row.timer != null) {
            row.timer = Times.earliest(row.timer, draft.now.plus(FOR_A_NODE));
        } else if (isNew) {
            renew(row);
        }
    }

    private boolean isShared(ActivityRow row) {
        return draft.packs.lead(row.activity, row.attempt()) != null;
    }

    /** Nobody has heard of it for long. */
    private void silent(ActivityRow row) {
        var lead = draft.packs.lead(row.activity, row.attempt());
        if (isEnding(row.waitingFor())) {
            awaitEnd(row);
            draft.say.check(row.activity, row.attempt());
        } else if (lead != null && row.waitingReason() == ActivityWaiting.Reason.NODE) {
            breakUp(row, lead);
        } else {
            unheard(row);
        }
    }

    /**
     * No node takes its pod: each who shares it is tried again alone, unless something of the run still runs, whose end
     * may make room for it; but not for ever, as it may be too large for any node. They fail when they are seen to end,
     * since the command that ends their pod is about the first of them, and may come later than another attempt of
     * theirs would.
     */
    private void breakUp(ActivityRow row, int lead) {
        var members = draft.packs.members(lead);
        if (members.stream().anyMatch(member -> draft.state(member) == ActivityState.RUNNING)) {
            unheard(row);
        } else if (mayGetRoom(row)) {
            row.timer = draft.now.plus(FOR_A_NODE);
        } else {
            members.stream().filter(draft.packs::isUnderWay).forEach(member -> awaitEnd(draft.row(member)));
        }
    }

    /** Its command was said when its validity began, and is not said again once its Job is there. */
    private boolean mayGetRoom(ActivityRow row) {
        var validUntil = row.validUntil();
        return validUntil != null
                && draft.tally.count(ActivityState.RUNNING) > 0
                && draft.now.isBefore(validUntil.plus(FOR_A_NODE_WHILE_OTHERS_RUN));
    }

    /** Whether its pod was said to be ended, though the run goes on, by what it waits for. */
    static boolean isEnding(@Nullable String waitingFor) {
        return ENDING.equals(waitingFor);
    }

    private void awaitEnd(ActivityRow row) {
        draft.say.withdrawn(row);
        row.waitsFor(ENDING, row.waitingReason());
        row.timer = draft.now.plus(draft.limits.silence());
    }

    /** Perhaps it ended, and nobody watched: so even past its time-out it is looked for, and not taken for failed. */
    private void unheard(ActivityRow row) {
        var deadline = deadline(row);
        draft.say.check(row.activity, row.attempt());
        if (deadline == null || deadline.isAfter(draft.now)) {
            renew(row);
        } else {
            row.waitsFor(OVERDUE, null);
            row.timer = draft.now.plus(draft.limits.silence());
        }
    }

    /** Somebody sees it run. It is ended here if that was asked for because Kubernetes should have done so long ago. */
    void stillRuns(ActivityRow row) {
        if (!row.isOverdue() || draft.run.state() == RunState.CANCELLING) {
            return;
        }
        if (isShared(row)) {
            awaitEnd(row);
        } else {
            draft.say.withdrawn(row);
            row.endedAt = draft.now;
            progression.failedWithoutJob(
                    row, timedOut(draft.activity(row.activity).timeout()));
        }
    }

    /** Gives up the Jobs of attempts that may go by now. */
    void release(ActivityRow row) {
        var all = row.unreleased();
        var kept = all.stream().filter(one -> one.due().isAfter(draft.now)).toList();
        if (kept.size() < all.size()) {
            row.keepJobs(kept);
            all.stream()
                    .filter(one -> !kept.contains(one))
                    .forEach(one -> draft.say.released(row.activity, one.attempt()));
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
