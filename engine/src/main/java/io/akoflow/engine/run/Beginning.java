package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import java.time.Instant;
import java.util.Objects;

/** How a run begins, and begins again. */
final class Beginning {

    private static final String RELEASED = "Expected its files to be there still, but its disks were released,"
            + " as 'retain' or the deployment says; submit it as a new run, with 'onFailure' to be able to resume that";

    private final RunLimits limits;
    private final Instant now;

    Beginning(RunLimits limits, Instant now) {
        this.limits = limits;
        this.now = now;
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
        var draft = new Draft(run, new Board(new Graph(run.workflow().activities())), limits, now);
        draft.start(run);
        return begin(draft);
    }

    /** What succeeded stays, and the rest is run again; or nothing is, and the run says why. */
    Decision again(RunSnapshot over, Board old, RunResumeRequested request) {
        var workflow = Objects.requireNonNullElse(request.workflow(), over.workflow());
        var objection = Resumption.objection(over.workflow(), workflow);
        if (objection.isPresent()) {
            return Resumption.refused(over, objection.get());
        }
        if (over.released()) {
            return Resumption.refused(over, RELEASED);
        }
        var draft = new Draft(over, old.with(new Graph(workflow.activities())), limits, now);
        draft.start(over.resumed(workflow, now));
        for (int i = 0; i < draft.size(); i++) {
            if (draft.state(i) != ActivityState.SUCCEEDED) {
                var before = over.workflow().activities().get(i).resources();
                reset(draft.row(i), before.equals(draft.activity(i).resources()));
            }
        }
        return begin(draft);
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
            if (draft.state(i) == ActivityState.WAITING && draft.board.unfinished(i) == 0) {
                patience.release(draft.row(i));
                ready(draft, draft.row(i));
            }
        }
        progression.settle();
        return draft.decision();
    }

    /** An attempt may have been told to nobody yet, or to somebody again, so its Job may still be made for a while. */
    private static void ready(Draft draft, ActivityRow row) {
        boolean withoutJob = mayBeWithoutJob(draft.board.row(row.activity));
        var possible = row.unreleased().stream()
                .map(Unreleased::notBefore)
                .filter(until -> withoutJob && until.isAfter(draft.now))
                .max(Instant::compareTo);
        if (possible.isPresent()) {
            row.rest(ActivityState.BACKING_OFF, possible.get());
        } else {
            row.enter(ActivityState.READY);
        }
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
