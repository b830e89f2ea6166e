package io.akoflow.engine.simulation;

import io.akoflow.contract.AttemptId;
import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.ContainerView;
import io.akoflow.engine.kubernetes.ContainerView.Running;
import io.akoflow.engine.kubernetes.ContainerView.State;
import io.akoflow.engine.kubernetes.ContainerView.Terminated;
import io.akoflow.engine.kubernetes.ContainerView.Waiting;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.PodView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pod of a Job, as Kubernetes has it. */
final class Pod {

    private static final long GRACE_SECONDS = 10;

    final Job job;
    final String uid;

    private final Map<AttemptId, Container> containers = new LinkedHashMap<>();
    private @Nullable Instant deletionAskedAt;
    private boolean gone;
    private boolean left;

    Pod(Job job) {
        this.job = job;
        this.uid = job.uid + "-pod";
        job.members.forEach(member -> containers.put(member, new Container()));
    }

    /** The container of a member, with the pod as if it had no other. */
    private static final class Container {
        private String phase = "Pending";
        private @Nullable String reason;
        private State state = new Waiting("ContainerCreating", null);

        private void end(int exitCode, @Nullable String why, Instant at) {
            var startedAt = state instanceof Running(var since) ? since : null;
            state = new Terminated(exitCode, why, "the end of its output", startedAt, at);
            phase = exitCode == 0 ? "Succeeded" : "Failed";
        }
    }

    private Container container(AttemptId member) {
        return Objects.requireNonNull(containers.get(member));
    }

    PodView view(AttemptId member) {
        var it = container(member);
        var view = new ContainerView(JobLabels.CONTAINER, false, true, null, it.state);
        return new PodView(
                uid, uid, "node", gone, deletionAskedAt, it.phase, it.reason, null, List.of(), List.of(view));
    }

    /** The same, when it has no Job. */
    BarePod bareView(AttemptId member) {
        return BarePod.of(view(member), left ? 0 : GRACE_SECONDS, job.isWithdrawn());
    }

    boolean isGone() {
        return gone;
    }

    boolean isLeaving() {
        return gone || deletionAskedAt != null;
    }

    boolean isRunning() {
        return job.members.stream().anyMatch(this::isRunning);
    }

    boolean isRunning(AttemptId member) {
        return container(member).state instanceof Running;
    }

    boolean hasEnded() {
        return job.members.stream().allMatch(this::hasEnded);
    }

    boolean hasEnded(AttemptId member) {
        return container(member).state instanceof Terminated;
    }

    boolean hasSucceeded() {
        return job.members.stream().allMatch(member -> container(member).phase.equals("Succeeded"));
    }

    void waitsForImage() {
        containers.values().forEach(it -> it.state = new Waiting("ErrImagePull", "dial tcp: i/o timeout"));
    }

    void start(AttemptId member, Instant at) {
        container(member).phase = "Running";
        container(member).state = new Running(at);
    }

    void end(AttemptId member, int exitCode, @Nullable String why, Instant at) {
        container(member).end(exitCode, why, at);
    }

    /** Its node is short of something. */
    void evict(Instant at) {
        end(137, "Error", "Evicted", at);
    }

    /** It is ended as a whole. */
    void end(int exitCode, String why, String ofWhole, Instant at) {
        for (var it : containers.values()) {
            if (!(it.state instanceof Terminated)) {
                it.end(exitCode, why, at);
                it.reason = ofWhole;
            }
        }
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
