package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** How a run goes on when an attempt has ended, and how it ends itself. */
final class Progression {

    /** The grace period of a pod, and some time to hear of its end. */
    private static final Duration TO_END = Duration.ofSeconds(30);

    private static final int MOST_NAMED = 5;

    private final Draft draft;

    Progression(Draft draft) {
        this.draft = draft;
    }

    /** At most once for each draft, since what is unfinished is as it was before. */
    void succeeded(ActivityRow row) {
        over(row, ActivityState.SUCCEEDED, true);
        row.failure = null;
        if (draft.run.state() == RunState.RUNNING) {
            for (int child : draft.board.graph().children(row.activity)) {
                if (draft.board.unfinished(child) == 1 && draft.state(child) == ActivityState.WAITING) {
                    ready(draft.row(child));
                }
            }
        }
    }

    /** One that waits may have a time before which it must not begin, after a resume. */
    private void ready(ActivityRow row) {
        if (row.timer != null && row.timer.isAfter(draft.now)) {
            row.rest(ActivityState.BACKING_OFF, row.timer);
        } else {
            row.rest(ActivityState.READY, null);
        }
    }

    void failed(ActivityRow row, Failure failure) {
        failed(row, failure, true);
    }

    /** The attempt's Job is gone; as long as a command to create it may still be acted upon, no other one begins. */
    void failedWithoutJob(ActivityRow row, Failure failure) {
        var validUntil = row.validUntil();
        failed(row, failure, false);
        if (row.state() == ActivityState.BACKING_OFF && row.timer != null && validUntil != null) {
            row.timer = Times.latest(row.timer, validUntil.plus(draft.limits.releaseMargin()));
        }
    }

    private void failed(ActivityRow row, Failure failure, boolean withLog) {
        if (draft.run.state() == RunState.CANCELLING) {
            over(row, ActivityState.CANCELLED, false);
            return;
        }
        boolean finishing = isFinishing();
        over(row, ActivityState.FAILED, withLog);
        boolean again = Attempts.charge(row, failure, draft);
        if (again && finishing && !draft.packs.isEndedWithAnother(row)) {
            row.rest(ActivityState.FAILED, null);
        } else if (!again && !finishing) {
            consequences(row);
        }
    }

    /** Whether nothing new is started any more, because an activity has failed. */
    private boolean isFinishing() {
        return draft.run.workflow().onFailure() == Workflow.OnFailure.FINISH
                && draft.tally.count(ActivityState.FAILED) > 0;
    }

    /**
     * The attempt under way has ended; its Job is kept until nobody can make it anew.
     *
     * @param withLog whether there is a Job whose log is worth waiting for
     */
    private void over(ActivityRow row, ActivityState state, boolean withLog) {
        var validUntil = row.validUntil();
        if (validUntil != null) {
            var notBefore = validUntil.plus(draft.limits.releaseMargin());
            row.keepJob(notBefore, draft.now.plus(draft.limits.logPatience()), withLog);
        }
        row.rest(state, null);
    }

    private void consequences(ActivityRow failed) {
        switch (draft.run.workflow().onFailure()) {
            case FINISH -> startNothing(failed);
            case CONTINUE -> skipWhatDependsOn(failed.activity);
            case CANCEL ->
                cancel(
                        RunState.FAILED,
                        "Activity '%s' failed, and 'onFailure' is 'cancel'.".formatted(name(failed.activity)));
        }
    }

    private void startNothing(ActivityRow failed) {
        for (int i = 0; i < draft.size(); i++) {
            if (!draft.state(i).isOver()) {
                var row = draft.row(i);
                if (!row.isUnderWay() && row.failure == null) {
                    skip(row, failed.activity);
                } else if (!row.isUnderWay()) {
                    row.rest(ActivityState.FAILED, null);
                }
            }
        }
    }

    private void skip(ActivityRow row, int failed) {
        row.rest(ActivityState.SKIPPED, null);
        row.waitsFor("'%s' failed.".formatted(name(failed)), null);
    }

    private void skipWhatDependsOn(int activity) {
        var next = new ArrayDeque<Integer>(List.of(activity));
        while (!next.isEmpty()) {
            for (int child : draft.board.graph().children(next.remove())) {
                if (draft.state(child) == ActivityState.WAITING) {
                    skip(draft.row(child), activity);
                    next.add(child);
                }
            }
        }
    }

    /** Ends what runs and starts nothing more. */
    void cancel(RunState end, String why) {
        draft.run = draft.run.cancelling(end, why);
        for (int i = 0; i < draft.size(); i++) {
            if (!draft.state(i).isOver()) {
                cancel(draft.row(i));
            }
        }
    }

    private void cancel(ActivityRow row) {
        if (row.isUnderWay()) {
            draft.say.withdrawn(row);
        }
        if (row.state() == ActivityState.DISPATCHED || row.state() == ActivityState.RUNNING) {
            row.timer = draft.now.plus(TO_END);
        } else {
            over(row, ActivityState.CANCELLED, false);
        }
    }

    /** What was to be ended has not been seen to end, and perhaps nobody has been told. */
    void giveUp(ActivityRow row) {
        draft.say.withdrawn(row);
        over(row, ActivityState.CANCELLED, false);
    }

    /** Fills the window, and ends the run when nothing is left. */
    void settle() {
        boolean wasOver = draft.run.state().isOver();
        if (draft.run.state() == RunState.RUNNING) {
            new Filling(draft).fill();
        }
        if (!wasOver && draft.tally.open() == 0) {
            end();
        }
        boolean news = !wasOver || draft.board.tally().unreleased() > 0;
        if (news && draft.run.state().isOver() && draft.tally.unreleased() == 0) {
            draft.say.runReleased();
        }
    }

    private void end() {
        int failed = draft.tally.count(ActivityState.FAILED);
        if (draft.run.ending() != null) {
            draft.run = draft.run.ended(draft.run.ending(), draft.now, String.valueOf(draft.run.message()));
        } else if (failed > 0) {
            draft.run = draft.run.ended(RunState.FAILED, draft.now, failures(failed));
        } else {
            int all = draft.size();
            draft.run = draft.run.ended(
                    RunState.SUCCEEDED,
                    draft.now,
                    all == 1 ? "Its activity succeeded." : "All %d activities succeeded.".formatted(all));
        }
    }

    private String failures(int failed) {
        var names = new ArrayList<String>();
        for (int i = 0; i < draft.size() && names.size() < MOST_NAMED; i++) {
            if (draft.state(i) == ActivityState.FAILED) {
                names.add(name(i));
            }
        }
        int skipped = draft.tally.count(ActivityState.SKIPPED);
        return "%d of %d %s failed: %s%s%s."
                .formatted(
                        failed,
                        draft.size(),
                        draft.size() == 1 ? "activity" : "activities",
                        String.join(", ", names),
                        failed > names.size() ? ", …" : "",
                        skipped == 0 ? "" : "; %d %s not run".formatted(skipped, skipped == 1 ? "was" : "were"));
    }

    private String name(int activity) {
        return draft.activity(activity).name();
    }
}
