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
import io.akoflow.contract.RunState;
import io.akoflow.engine.kubernetes.KubernetesNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What follows from what was seen of an attempt. */
final class Observed {

    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(10);

    /** That the pause is over, and, when the window was full then, that the attempt begins. */
    private static final int MOST_FACTS_OF_A_BEGINNING = 2;

    /** What ends a shared pod is said of its first one, so it may come later than what is said of another. */
    private static final Duration TO_END_A_POD = Duration.ofSeconds(60);

    private static final Failure LOST = new Failure(
            FailureClass.INFRASTRUCTURE,
            "Lost",
            null,
            "Its Job is not there any more, and nobody saw it end.",
            "Nothing needs to be done: another attempt follows. If it happens again, look who deletes Jobs.",
            null);

    private final Draft draft;
    private final Progression progression;
    private final Patience patience;

    Observed(Draft draft, Progression progression) {
        this.draft = draft;
        this.progression = progression;
        this.patience = new Patience(draft, progression);
    }

    void handle(Observation seen) {
        if (seen.activity() < 0 || seen.activity() >= draft.size()) {
            return;
        }
        var row = draft.board.row(seen.activity());
        if (seen.attempt() == row.attempt() && row.isUnderWay()) {
            ofPresentAttempt(draft.row(seen.activity()), seen);
        } else if (isOfNextAttempt(row, seen)) {
            adopt(draft.row(seen.activity()));
            ofPresentAttempt(draft.row(seen.activity()), seen);
        } else if (seen.attempt() >= 1 && seen.attempt() <= row.attempt()) {
            ofOverAttempt(row, seen);
        }
    }

    /**
     * Whether this is about an attempt that a planner began and does not know any more, since its database was restored
     * from a backup.
     */
    private boolean isOfNextAttempt(ActivitySnapshot row, Observation seen) {
        return draft.run.state() == RunState.RUNNING && seen.attempt() == row.attempt() + 1 && isBetweenAttempts(row);
    }

    private static boolean isBetweenAttempts(ActivitySnapshot row) {
        return row.state() == ActivityState.BACKING_OFF || (row.state() == ActivityState.READY && !row.isUnderWay());
    }

    /** Its command is somewhere, with a validity that nobody knows, but that can't be longer than one said now. */
    private void adopt(ActivityRow row) {
        draft.forgot(MOST_FACTS_OF_A_BEGINNING);
        row.begin();
        var validUntil = draft.now.plus(draft.limits.validity());
        row.valid(validUntil);
        row.timer = validUntil;
    }

    private void ofPresentAttempt(ActivityRow row, Observation seen) {
        switch (seen) {
            case ActivityDispatched dispatched -> {
                joins(row, dispatched);
                dispatched(row, null);
            }
            case ActivityWaiting waiting -> waits(row, waiting);
            case ActivityStarted started -> started(row, started.pod(), started.at());
            case ActivitySucceeded succeeded -> succeeded(row, succeeded);
            case ActivityFailed failed -> failed(row, failed);
            case ActivityRefused refused -> refused(row, refused);
            case ActivityLost lost -> {
                ends(row, null, null, lost.at());
                progression.failedWithoutJob(row, LOST);
            }
            case ActivityLogged _ -> row.logged = true;
        }
    }

    /** Also after a restore, when a planner that is not known any more put it into another pod than this one did. */
    private void joins(ActivityRow row, ActivityDispatched dispatched) {
        var told = KubernetesNames.attempt(dispatched.job().name()).filter(id -> id.attempt() == 1);
        if (row.attempt() != 1 || told.isEmpty() || told.get().activity() >= draft.size()) {
            return;
        }
        int lead = told.get().activity();
        int known = Objects.requireNonNullElse(row.pack(), row.activity);
        if (lead != known) {
            draft.packs.join(row, lead == row.activity ? null : Integer.valueOf(lead));
            if (lead != row.activity && draft.pack(lead) == null) {
                draft.packs.join(draft.row(lead), lead);
            }
        }
    }

    /** All of a pod are refused with one of them, unless it is known to be there. */
    private void refused(ActivityRow row, ActivityRefused refused) {
        var lead = draft.packs.lead(row.activity, row.attempt());
        var members = lead == null ? List.of(row.activity) : draft.packs.members(lead);
        for (int member : members) {
            boolean mayBeThere = member != row.activity && draft.state(member) != ActivityState.READY;
            if (!mayBeThere && (lead == null || draft.packs.isUnderWay(member))) {
                var other = draft.row(member);
                ends(other, null, null, refused.at());
                progression.failedWithoutJob(other, lead == null ? refused.failure() : apart(refused.failure()));
            }
        }
    }

    /** What is wrong with one of a pod, or only with all of them together, may be right for each of them alone. */
    private static Failure apart(Failure failure) {
        if (failure.failureClass() == FailureClass.INFRASTRUCTURE) {
            return failure;
        }
        return new Failure(
                FailureClass.INFRASTRUCTURE,
                failure.kind(),
                failure.exitCode(),
                failure.cause(),
                "Nothing needs to be done: it shared a pod with others, and is tried again alone.",
                failure.logTail());
    }

    private void succeeded(ActivityRow row, ActivitySucceeded succeeded) {
        ends(row, succeeded.pod(), succeeded.startedAt(), succeeded.at());
        row.warnings = succeeded.warnings();
        progression.succeeded(row);
    }

    /**
     * A pod that was given up before its container ran may still start it, beside the next attempt; so may a Job that
     * could not make its pod yet.
     */
    private void failed(ActivityRow row, ActivityFailed failed) {
        ends(row, failed.pod(), failed.startedAt(), failed.at());
        boolean shared = draft.packs.lead(row.activity, row.attempt()) != null;
        boolean mayStillStart = row.startedAt == null && (shared || failed.pod() != null);
        if (mayStillStart) {
            draft.say.withdrawn(row);
            progression.failedWithoutJob(row, failed.pod() == null ? apart(failed.failure()) : failed.failure());
            laterThanTheEndOfItsPod(row);
        } else {
            progression.failed(row, failed.pod() == null && shared ? apart(failed.failure()) : failed.failure());
        }
    }

    private void laterThanTheEndOfItsPod(ActivityRow row) {
        var begins = row.timer;
        boolean again = row.state() == ActivityState.BACKING_OFF;
        if (begins != null && again && draft.packs.lead(row.activity, row.attempt()) != null) {
            row.timer = Times.latest(begins, draft.now.plus(TO_END_A_POD));
        }
    }

    private void dispatched(ActivityRow row, @Nullable String waitingFor) {
        if (row.state() == ActivityState.READY) {
            row.enter(ActivityState.DISPATCHED);
            row.waitsFor(waitingFor, null);
            patience.renew(row);
        }
    }

    private void waits(ActivityRow row, ActivityWaiting waiting) {
        if (waiting.dispatched()) {
            dispatched(row, waiting.message());
            if (row.state() == ActivityState.DISPATCHED) {
                patience.waits(row, waiting);
            }
        } else if (row.state() == ActivityState.READY) {
            row.waitsFor(waiting.message(), null);
            row.timer = draft.now.plus(BEFORE_NEXT_TRY);
        }
    }

    private void started(ActivityRow row, PodRef pod, Instant at) {
        if (row.state() != ActivityState.RUNNING) {
            row.enter(ActivityState.RUNNING);
            row.waitsFor(null, null);
            row.pod = pod;
            row.startedAt = at;
            patience.renew(row);
            remember(pod);
        } else {
            patience.stillRuns(row);
        }
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
        if (seen instanceof ActivitySucceeded succeeded && isLost(row, seen)) {
            succeeded(draft.row(row.activity()), succeeded);
        } else if (kept.isEmpty()) {
            if (!(seen instanceof ActivityLogged) && !(seen instanceof ActivityLost)) {
                draft.say.released(row.activity(), seen.attempt());
            }
        } else if (seen instanceof ActivityLogged && !kept.get().logged()) {
            patience.logged(draft.row(row.activity()), seen.attempt());
        } else if (isWithdrawn(row, seen) && showsJob(seen)) {
            draft.say.withdrawn(row.activity(), kept.get());
        }
    }

    /** Whether it was given up for lost, and no other attempt has begun: then somebody saw it end after all. */
    private boolean isLost(ActivitySnapshot row, Observation seen) {
        return draft.run.state() == RunState.RUNNING
                && seen.attempt() == row.attempt()
                && isBetweenAttempts(row)
                && isLost(row);
    }

    /** Whether the last attempt that failed was given up for lost. */
    static boolean isLost(ActivitySnapshot row) {
        return LOST.equals(row.failure());
    }

    /** Whether it was cancelled before anybody saw it end. */
    private static boolean isWithdrawn(ActivitySnapshot row, Observation seen) {
        return seen.attempt() == row.attempt() && row.state() == ActivityState.CANCELLED && row.endedAt() == null;
    }

    private static boolean showsJob(Observation seen) {
        return seen instanceof ActivityDispatched
                || seen instanceof ActivityStarted
                || (seen instanceof ActivityWaiting waiting && waiting.dispatched());
    }
}
