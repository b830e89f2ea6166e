package io.akoflow.engine.simulation;

import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.ContainerView;
import io.akoflow.engine.kubernetes.ContainerView.Running;
import io.akoflow.engine.kubernetes.ContainerView.State;
import io.akoflow.engine.kubernetes.ContainerView.Terminated;
import io.akoflow.engine.kubernetes.ContainerView.Waiting;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.PodView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pod of a Job, as Kubernetes has it. */
final class Pod {

    private static final long GRACE_SECONDS = 10;

    final Job job;
    final String uid;

    private String phase = "Pending";
    private @Nullable String reason;
    private @Nullable Instant deletionAskedAt;
    private State state = new Waiting("ContainerCreating", null);
    private boolean gone;
    private boolean left;

    Pod(Job job) {
        this.job = job;
        this.uid = job.uid + "-pod";
    }

    PodView view() {
        var container = new ContainerView(JobLabels.CONTAINER, false, true, null, state);
        return new PodView(uid, uid, "node", gone, deletionAskedAt, phase, reason, null, List.of(), List.of(container));
    }

    /** The same, when it has no Job. */
    BarePod bareView() {
        return BarePod.of(view(), left ? 0 : GRACE_SECONDS, job.isWithdrawn());
    }

    boolean isGone() {
        return gone;
    }

    boolean isLeaving() {
        return gone || deletionAskedAt != null;
    }

    boolean isRunning() {
        return state instanceof Running;
    }

    boolean hasEnded() {
        return state instanceof Terminated;
    }

    void waitsForImage() {
        state = new Waiting("ErrImagePull", "dial tcp: i/o timeout");
    }

    void start(Instant at) {
        phase = "Running";
        state = new Running(at);
    }

    void end(int exitCode, @Nullable String why, Instant at) {
        var startedAt = state instanceof Running(var since) ? since : null;
        state = new Terminated(exitCode, why, "the end of its output", startedAt, at);
        phase = exitCode == 0 ? "Succeeded" : "Failed";
    }

    /** Its node is short of something. */
    void evict(Instant at) {
        end(137, "Error", "Evicted", at);
    }

    /** It is ended as a whole. */
    void end(int exitCode, String why, String ofWhole, Instant at) {
        end(exitCode, why, at);
        reason = ofWhole;
    }

    void askToGo(Instant at) {
        deletionAskedAt = at;
    }

    /** Nothing of it runs any more, but something keeps it. */
    void leave() {
        left = true;
    }

    boolean hasLeft() {
        return left;
    }

    void go() {
        gone = true;
    }
}
