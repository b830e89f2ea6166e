package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.RunState;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.KubernetesNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a draft says to the dispatcher. */
final class Commands {

    private final Draft draft;
    private final PackCommands packs;

    Commands(Draft draft) {
        this.draft = draft;
        this.packs = new PackCommands(draft, this);
    }

    /** That the attempt under way is ready, with a new validity. */
    void ready(ActivityRow row) {
        var lead = draft.packs.lead(row.activity, row.attempt());
        if (lead != null) {
            packs.ready(row, lead);
            return;
        }
        var validUntil = draft.now.plus(draft.limits.validity());
        if (row.validUntil() != null) {
            validUntil = Times.latest(validUntil, row.validUntil()); // another planner's clock may have been ahead
        }
        row.valid(validUntil);
        row.timer = validUntil;
        draft.command(new ActivityReady(
                draft.run.run(), row.activity, row.attempt(), validUntil, spec(row), List.of(), lane(row.activity)));
    }

    /** That the attempt under way has to end. */
    void withdrawn(ActivityRow row) {
        withdrawn(row.activity, row.attempt(), Objects.requireNonNull(row.validUntil()));
    }

    /** That the pod that the first attempt of an activity shares with others has to end. */
    void withdrawn(int activity) {
        var lead = draft.packs.lead(activity, 1);
        if (lead != null) {
            packs.withdrawn(lead);
        }
    }

    /** The same for one that is over. */
    void withdrawn(int activity, Unreleased kept) {
        withdrawn(activity, kept.attempt(), kept.notBefore().minus(draft.limits.releaseMargin()));
    }

    private void withdrawn(int activity, int attempt, Instant validUntil) {
        var lead = draft.packs.lead(activity, attempt);
        if (lead != null) {
            packs.withdrawn(lead);
            return;
        }
        draft.command(new ActivityWithdrawn(
                draft.run.run(), activity, attempt, validUntil, job(activity, attempt), List.of(), lane(activity)));
    }

    void check(int activity, int attempt) {
        var lead = draft.packs.lead(activity, attempt);
        if (lead != null) {
            packs.check(lead);
            return;
        }
        draft.command(new ActivityCheck(
                draft.run.run(), activity, attempt, draft.now, job(activity, attempt), List.of(), lane(activity)));
    }

    /** That its Job may go; of a pod that is shared only when nobody needs it any more. */
    void released(int activity, int attempt) {
        var lead = draft.packs.lead(activity, attempt);
        if (lead != null) {
            packs.released(lead);
            return;
        }
        draft.command(new ActivityReleased(
                draft.run.run(), activity, attempt, job(activity, attempt), script(activity), lane(activity)));
    }

    /**
     * That the run's disks are not needed any more, as far as its policy, its age or a person who deletes it says so.
     */
    void runReleased() {
        var claims = released();
        if (!claims.isEmpty()) {
            draft.run = draft.run.withoutDisks();
            draft.command(new RunReleased(draft.run.run(), namespace(), claims));
        }
    }

    private List<String> released() {
        boolean kept = switch (draft.run.workflow().storage().retain()) {
            case ALWAYS -> true;
            case ON_FAILURE -> draft.run.state() != RunState.SUCCEEDED;
            case NEVER -> false;
        };
        var end = draft.run.endOfDisks(draft.limits.diskRetention());
        boolean all = draft.run.deleted() || (end != null && !end.isAfter(draft.now));
        return kept && !all ? List.of() : claims(!all);
    }

    private List<String> claims(boolean exceptKept) {
        var run = draft.run.run();
        var workflow = draft.run.workflow();
        return switch (workflow.storage().type()) {
            case SHARED, DISTRIBUTED -> List.of(KubernetesNames.runClaim(run));
            case STANDALONE -> {
                var claims = new ArrayList<String>();
                for (int i = 0; i < workflow.activities().size(); i++) {
                    var activity = workflow.activities().get(i);
                    if (!(exceptKept && activity.keepDisk())) {
                        claims.add(KubernetesNames.activityClaim(run, i, activity.name()));
                    }
                }
                yield claims;
            }
        };
    }

    /** What ends the pod that an attempt shared is said of its lead, and must not come after the next attempt. */
    private @Nullable Integer lane(int activity) {
        var lead = draft.pack(activity);
        return lead == null || lead == activity ? null : lead;
    }

    JobRef job(int activity, int attempt) {
        var id = new AttemptId(draft.run.run(), activity, attempt);
        var name = draft.run.workflow().activities().get(activity).name();
        return new JobRef(namespace(), KubernetesNames.job(id, name));
    }

    private boolean script(int activity) {
        return JobPlan.hasScript(draft.run.workflow().activities().get(activity));
    }

    private String namespace() {
        return Objects.requireNonNullElse(draft.run.workflow().namespace(), draft.limits.workNamespace());
    }

    AttemptSpec spec(ActivityRow row) {
        var workflow = draft.run.workflow();
        var activity = workflow.activities().get(row.activity);
        return new AttemptSpec(
                workflow.name(),
                draft.run.number(),
                workflow.namespace(),
                workflow.storage(),
                workflow.mountPath(),
                workflow.shell(),
                row.memoryBytes == null ? activity : withMemory(activity, row.memoryBytes),
                parents(activity),
                draft.run.lastNode());
    }

    private List<AttemptSpec.Parent> parents(Activity activity) {
        var workflow = draft.run.workflow();
        if (workflow.storage().type() != StoragePolicy.Type.STANDALONE) {
            return List.of();
        }
        return activity.dependsOn().stream()
                .map(i -> new AttemptSpec.Parent(i, workflow.activities().get(i).name()))
                .toList();
    }

    private static Activity withMemory(Activity activity, long bytes) {
        return new Activity(
                activity.name(),
                activity.image(),
                activity.command(),
                activity.dependsOn(),
                activity.resources().withMemory(bytes),
                activity.env(),
                activity.timeout(),
                activity.retry(),
                activity.nodeSelector(),
                activity.keepDisk(),
                activity.pod());
    }
}
