package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.contract.PodRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from what was seen of an attempt. */
final class Observed {

    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(10);
    private static final Duration AFTER_TIMEOUT = Duration.ofSeconds(60);

    private final Draft draft;
    private final Progression progression;

    Observed(Draft draft, Progression progression) {
        this.draft = draft;
        this.progression = progression;
    }

    void handle(Observation seen) {
        if (seen.activity() < 0 || seen.activity() >= draft.board.graph().size()) {
            return;
        }
        var row = draft.board.row(seen.activity());
        if (seen.attempt() == row.attempt() && row.isUnderWay()) {
            ofPresentAttempt(draft.row(seen.activity()), seen);
        } else if (seen.attempt() >= 1 && seen.attempt() <= row.attempt()) {
            ofOverAttempt(row, seen);
        }
    }

    private void ofPresentAttempt(ActivityRow row, Observation seen) {
        switch (seen) {
            case ActivityDispatched _ -> dispatched(row, null);
            case ActivityWaiting waiting -> waits(row, waiting);
            case ActivityStarted started -> started(row, started.pod(), started.at());
            case ActivitySucceeded succeeded -> {
                ends(row, succeeded.pod(), succeeded.startedAt(), succeeded.at());
                progression.succeeded(row);
            }
            case ActivityFailed failed -> {
                ends(row, failed.pod(), failed.startedAt(), failed.at());
                progression.failed(row, failed.failure());
            }
            case ActivityRefused refused -> {
                ends(row, null, null, refused.at());
                progression.failed(row, refused.failure());
            }
            case ActivityLost lost -> {
                ends(row, null, null, lost.at());
                progression.failed(row, lost());
            }
            case ActivityLogged _ -> row.logged = true;
        }
    }

    private void dispatched(ActivityRow row, @Nullable String waitingFor) {
        if (row.state == ActivityState.READY) {
            row.state = ActivityState.DISPATCHED;
            row.timer = draft.now.plus(draft.limits.silence());
            row.waitingFor = waitingFor;
        }
    }

    private void waits(ActivityRow row, ActivityWaiting waiting) {
        if (waiting.dispatched()) {
            dispatched(row, waiting.message());
            if (row.state == ActivityState.DISPATCHED) {
                row.waitingFor = waiting.message();
            }
        } else if (row.state == ActivityState.READY) {
            row.waitingFor = waiting.message();
            row.timer = draft.now.plus(BEFORE_NEXT_TRY);
        }
    }

    private void started(ActivityRow row, PodRef pod, Instant at) {
        if (row.state == ActivityState.RUNNING) {
            return;
        }
        row.state = ActivityState.RUNNING;
        row.waitingFor = null;
        row.pod = pod;
        row.startedAt = at;
        var timeout = draft.run.workflow().activities().get(row.activity).timeout();
        var silent = draft.now.plus(draft.limits.silence());
        var late = timeout == null ? silent : at.plus(timeout).plus(AFTER_TIMEOUT);
        row.timer = late.isBefore(silent) ? late : silent;
        remember(pod);
    }

    private void remember(@Nullable PodRef pod) {
        if (pod != null && pod.node() != null && !pod.node().equals(draft.run.lastNode())) {
            draft.run = draft.run.withNode(pod.node());
        }
    }

    private void ends(ActivityRow row, @Nullable PodRef pod, @Nullable Instant startedAt, Instant at) {
        row.pod = pod == null ? row.pod : pod;
        row.startedAt = startedAt == null ? row.startedAt : startedAt;
        row.endedAt = at;
        remember(pod);
    }

    private void ofOverAttempt(ActivitySnapshot row, Observation seen) {
        var kept = row.unreleased().stream()
                .filter(one -> one.attempt() == seen.attempt())
                .findFirst();
        if (kept.isEmpty()) {
            if (!(seen instanceof ActivityLogged) && !(seen instanceof ActivityLost)) {
                draft.say.released(row.activity(), seen.attempt());
            }
        } else if (seen instanceof ActivityLogged && !kept.get().logged()) {
            var changed = draft.row(row.activity());
            changed.unreleased = row.unreleased().stream()
                    .map(one -> one.attempt() == seen.attempt() ? one.withLog() : one)
                    .toList();
            release(changed);
        }
    }

    /** Gives up the Jobs of attempts that may go by now. */
    void release(ActivityRow row) {
        List<Unreleased> due = row.unreleased.stream()
                .filter(one -> !one.due().isAfter(draft.now))
                .toList();
        if (!due.isEmpty()) {
            row.unreleased =
                    row.unreleased.stream().filter(one -> !due.contains(one)).toList();
            due.forEach(one -> draft.say.released(row.activity, one.attempt()));
        }
    }

    /** A timer is due: what was waited for did not come, or a pause is over. */
    void woken(ActivityRow row) {
        release(row);
        if (row.timer == null || row.timer.isAfter(draft.now)) {
            return;
        }
        switch (row.state) {
            case READY -> draft.say.ready(row);
            case BACKING_OFF -> row.rest(ActivityState.READY, null);
            case DISPATCHED -> silent(row);
            case RUNNING -> {
                var timeout =
                        draft.run.workflow().activities().get(row.activity).timeout();
                if (timeout != null
                        && row.startedAt != null
                        && !row.startedAt.plus(timeout).plus(AFTER_TIMEOUT).isAfter(draft.now)) {
                    draft.say.withdrawn(row.activity, row.attempt);
                    row.endedAt = draft.now;
                    progression.failed(row, timedOut(timeout));
                } else {
                    silent(row);
                }
            }
            case WAITING, SUCCEEDED, FAILED, CANCELLED, SKIPPED -> row.timer = null;
        }
    }

    private void silent(ActivityRow row) {
        draft.say.check(row.activity, row.attempt);
        row.timer = draft.now.plus(draft.limits.silence());
    }

    private static Failure lost() {
        return new Failure(
                FailureClass.INFRASTRUCTURE,
                "Lost",
                null,
                "Its Job is not there any more, and nobody saw it end.",
                "Nothing needs to be done: another attempt follows. If it happens again, look who deletes Jobs.",
                null);
    }

    private static Failure timedOut(Duration timeout) {
        return new Failure(
                FailureClass.USER,
                "TimedOut",
                null,
                "It ran longer than its time-out of %s, and Kubernetes did not end it.".formatted(timeout),
                "Raise 'timeout', or give it less to do.",
                null);
    }
}
