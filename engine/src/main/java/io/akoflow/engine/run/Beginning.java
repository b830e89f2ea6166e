package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a run begins, and begins again. */
final class Beginning {

    private static final String RELEASED = "Expected its files to be there still, but its disks were released,"
            + " as 'retain' or the deployment says; submit it as a new run, with 'onFailure' to be able to resume that";

    private final RunLimits limits;
    private final Instant now;
    private final int most;

    Beginning(RunLimits limits, Instant now, int most) {
        this.limits = limits;
        this.now = now;
        this.most = most;
    }

    Decision first(RunRequested request) {
        var run = new RunSnapshot(
                request.run(),
                request.number(),
                request.owner(),
                request.workflow(),
                RunState.RUNNING,
                0,
                now,
                null,
                null,
                null,
                null,
                false,
                false);
        var draft = new Draft(run, Board.of(run.workflow()), limits, now, most);
        draft.start(run);
        return begin(draft);
    }

    /** What succeeded and is as it was stays, and the rest is run again; or nothing is, and the run says why. */
    Decision again(RunSnapshot over, Board old, RunResumeRequested request) {
        var before = over.workflow();
        var edited = Objects.requireNonNullElse(request.workflow(), before);
        var objection = Resumption.objection(before, edited);
        if (objection.isPresent()) {
            return Resumption.refused(over, objection.get());
        }
        if (over.released()) {
            return Resumption.refused(over, RELEASED);
        }
        var names = before.activities().stream().map(Activity::name).toList();
        var workflow = Resumption.inOrderOf(names, edited);
        var draft = new Draft(over, old.with(workflow), limits, now, most);
        draft.start(over.resumed(workflow, now));
        for (var rerun : Rerun.all(before, workflow, draft::state)) {
            reset(draft.row(rerun.activity()), hasSameResources(before, workflow, rerun));
        }
        return begin(draft);
    }

    private static boolean hasSameResources(Workflow before, Workflow now, Rerun rerun) {
        int i = rerun.activity();
        return rerun.reason() != Rerun.Reason.NEW
                && before.activities()
                        .get(i)
                        .resources()
                        .equals(now.activities().get(i).resources());
    }

    private static void reset(ActivityRow row, boolean sameResources) {
        row.rest(ActivityState.WAITING, null);
        row.forgetPod();
        row.userFailures = 0;
        row.infrastructureFailures = 0;
        row.memoryBytes = sameResources ? row.memoryBytes : null;
        row.failure = null;
    }

    private static Decision begin(Draft draft) {
        var progression = new Progression(draft);
        var patience = new Patience(draft, progression);
        for (int i = 0; i < draft.size(); i++) {
            if (draft.state(i) == ActivityState.WAITING) {
                if (waitsForNothing(draft, i)) {
                    patience.release(draft.row(i));
                    ready(draft, draft.row(i));
                } else if (!draft.board.row(i).unreleased().isEmpty()) {
                    draft.row(i).timer = notBefore(draft, draft.row(i));
                }
            }
        }
        progression.settle();
        return draft.decision();
    }

    /** By the states as they will be: what succeeded may run again now. */
    private static boolean waitsForNothing(Draft draft, int activity) {
        for (int parent : draft.board.graph().parents(activity)) {
            if (draft.state(parent) != ActivityState.SUCCEEDED) {
                return false;
            }
        }
        return true;
    }

    private static void ready(Draft draft, ActivityRow row) {
        var possible = notBefore(draft, row);
        if (possible == null) {
            row.enter(ActivityState.READY);
        } else {
            row.rest(ActivityState.BACKING_OFF, possible);
        }
    }

    /**
     * Until when the next attempt must not begin, since the last one may have been told to nobody yet, or to somebody
     * again, and its Job may still be made; null when it may begin.
     */
    private static @Nullable Instant notBefore(Draft draft, ActivityRow row) {
        boolean withoutJob = mayBeWithoutJob(draft.board.row(row.activity));
        return row.unreleased().stream()
                .map(Unreleased::notBefore)
                .filter(until -> withoutJob && until.isAfter(draft.now))
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** Whether nothing may have the name of the last attempt's Job: it was cancelled, lost, or never started. */
    private static boolean mayBeWithoutJob(ActivitySnapshot before) {
        return switch (before.state()) {
            case CANCELLED -> true;
            case FAILED -> before.startedAt() == null || Observed.isLost(before);
            case WAITING, READY, DISPATCHED, RUNNING, BACKING_OFF, SUCCEEDED, SKIPPED -> false;
        };
    }
}
