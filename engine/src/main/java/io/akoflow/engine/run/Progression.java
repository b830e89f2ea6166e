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
    private static final List<ActivityState> OPEN = List.of(
            ActivityState.WAITING,
            ActivityState.READY,
            ActivityState.BACKING_OFF,
            ActivityState.DISPATCHED,
            ActivityState.RUNNING);

    private final Draft draft;

    Progression(Draft draft) {
        this.draft = draft;
    }

    void succeeded(ActivityRow row) {
        over(row, ActivityState.SUCCEEDED);
        row.failure = null;
        if (draft.run.state() == RunState.RUNNING) {
            for (int child : draft.board.graph().children(row.activity)) {
                if (draft.state(child) == ActivityState.WAITING && isReady(child)) {
                    draft.row(child).state = ActivityState.READY;
                }
            }
        }
    }

    private boolean isReady(int child) {
        int before = draft.board.unfinished(child);
        return before <= 1 || draft.unfinished(child) == 0;
    }

    void failed(ActivityRow row, Failure failure) {
        if (draft.run.state() == RunState.CANCELLING) {
            row.failure = failure;
            over(row, ActivityState.CANCELLED);
            return;
        }
        boolean finishing = isFinishing();
        over(row, ActivityState.FAILED);
        var activity = draft.run.workflow().activities().get(row.activity);
        boolean again = Attempts.charge(row, activity, failure, draft.limits, draft.now);
        if (again && finishing) {
            row.rest(ActivityState.FAILED, null);
        } else if (!again) {
            consequences(row);
        }
    }

    private boolean isFinishing() {
        return draft.run.workflow().onFailure() == Workflow.OnFailure.FINISH && draft.count(ActivityState.FAILED) > 0;
    }

    /** The attempt under way has ended; its Job is kept until nobody can make it anew. */
    private void over(ActivityRow row, ActivityState state) {
        if (row.validUntil != null) {
            row.keepJob(row.validUntil.plus(draft.limits.releaseMargin()), draft.now.plus(draft.limits.logPatience()));
        }
        row.rest(state, null);
    }

    private void consequences(ActivityRow failed) {
        switch (draft.run.workflow().onFailure()) {
            case FINISH -> startNothing();
            case CONTINUE -> skipWhatDependsOn(failed.activity);
            case CANCEL ->
                cancel(
                        RunState.FAILED,
                        "Activity '%s' failed, and 'onFailure' is 'cancel'.".formatted(name(failed.activity)));
        }
    }

    private void startNothing() {
        for (int i = 0; i < draft.board.graph().size(); i++) {
            var state = draft.state(i);
            if (state == ActivityState.BACKING_OFF) {
                draft.row(i).rest(ActivityState.FAILED, null);
            } else if (state == ActivityState.WAITING || isHeld(i, state)) {
                draft.row(i).rest(ActivityState.SKIPPED, null);
            }
        }
    }

    private boolean isHeld(int activity, ActivityState state) {
        return state == ActivityState.READY && !draft.row(activity).isUnderWay();
    }

    private void skipWhatDependsOn(int activity) {
        var next = new ArrayDeque<Integer>(List.of(activity));
        while (!next.isEmpty()) {
            for (int child : draft.board.graph().children(next.remove())) {
                if (draft.state(child) == ActivityState.WAITING) {
                    draft.row(child).rest(ActivityState.SKIPPED, null);
                    next.add(child);
                }
            }
        }
    }

    /** Ends what runs and starts nothing more. */
    void cancel(RunState end, String why) {
        draft.run = draft.run.cancelling(end, why);
        for (int i = 0; i < draft.board.graph().size(); i++) {
            var state = draft.state(i);
            if (!state.isOver()) {
                cancel(draft.row(i));
            }
        }
    }

    private void cancel(ActivityRow row) {
        if (row.isUnderWay()) {
            draft.say.withdrawn(row.activity, row.attempt);
        }
        if (row.state == ActivityState.DISPATCHED || row.state == ActivityState.RUNNING) {
            row.timer = draft.now.plus(TO_END);
        } else {
            over(row, ActivityState.CANCELLED);
        }
    }

    /** What was to be ended has not been seen to end. */
    void giveUp(ActivityRow row) {
        over(row, ActivityState.CANCELLED);
    }

    /** Fills the window, and ends the run when nothing is left. */
    void settle() {
        boolean wasOver = draft.run.state().isOver();
        if (draft.run.state() == RunState.RUNNING) {
            var parallelism = draft.run.workflow().parallelism();
            int window = parallelism == null ? draft.limits.window() : Math.min(parallelism, draft.limits.window());
            for (int activity : draft.held(window - draft.underWay())) {
                var row = draft.row(activity);
                row.begin();
                draft.say.ready(row);
            }
        }
        if (!wasOver && OPEN.stream().allMatch(state -> draft.count(state) == 0)) {
            end();
        }
        boolean released = !wasOver || draft.board.unreleased() > 0;
        if (draft.run.state().isOver() && released && draft.unreleased() == 0) {
            draft.say.runReleased();
        }
    }

    private void end() {
        int failed = draft.count(ActivityState.FAILED);
        if (draft.run.ending() != null) {
            draft.run = draft.run.ended(draft.run.ending(), draft.now, String.valueOf(draft.run.message()));
        } else if (failed > 0) {
            draft.run = draft.run.ended(RunState.FAILED, draft.now, failures(failed));
        } else {
            int all = draft.board.graph().size();
            draft.run = draft.run.ended(
                    RunState.SUCCEEDED,
                    draft.now,
                    all == 1 ? "Its activity succeeded." : "All %d activities succeeded.".formatted(all));
        }
    }

    private String failures(int failed) {
        var names = new ArrayList<String>();
        for (int i = 0; i < draft.board.graph().size() && names.size() < MOST_NAMED; i++) {
            if (draft.state(i) == ActivityState.FAILED) {
                names.add(name(i));
            }
        }
        int skipped = draft.count(ActivityState.SKIPPED);
        return "%d of %d activities failed: %s%s%s."
                .formatted(
                        failed,
                        draft.board.graph().size(),
                        String.join(", ", names),
                        failed > names.size() ? ", …" : "",
                        skipped == 0 ? "" : "; %d were not run".formatted(skipped));
    }

    private String name(int activity) {
        return draft.run.workflow().activities().get(activity).name();
    }
}
