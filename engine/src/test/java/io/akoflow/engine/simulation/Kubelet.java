package io.akoflow.engine.simulation;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.engine.run.Fate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the commands of pods, which end as it was their fate to. */
final class Kubelet {

    private static final int OUT_OF_MEMORY = 137;

    private final Scene scene;
    private final Kubernetes kubernetes;
    private final Map<String, Integer> failures = new LinkedHashMap<>();

    Kubelet(Scene scene, Kubernetes kubernetes) {
        this.scene = scene;
        this.kubernetes = kubernetes;
    }

    void start(Pod pod) {
        if (pod.isLeaving() || pod.hasEnded()) {
            return;
        }
        pod.job.members.forEach(member -> start(pod, member));
    }

    private void start(Pod pod, AttemptId id) {
        if (pod.hasEnded(id)) {
            return;
        }
        kubernetes.tell(pod.job, "starts the command of activity " + id.activity());
        scene.laws.started(pod, id);
        var fate = kubernetes.fate(id);
        if (fate instanceof Fate.Misconfigured) {
            end(pod, id, 128, "StartError");
            return;
        }
        pod.start(id, kubernetes.seconds());
        kubernetes.changed(pod);
        if (!(fate instanceof Fate.Hangs)) {
            scene.time.after(scene.pause(30_000, 2_000_000), () -> finish(pod, id));
        }
    }

    private void finish(Pod pod, AttemptId id) {
        if (pod.isGone() || pod.hasEnded(id) || pod.job.ready == null) {
            return;
        }
        var activity = pod.job.activity(id);
        var failure = kubernetes.fate(id).end(failures.getOrDefault(Names.of(id), 0), activity);
        if (failure == null) {
            scene.laws.succeeded(pod, id);
            end(pod, id, 0, "Completed");
        } else {
            failures.merge(Names.of(id), 1, Integer::sum);
            end(pod, id, exitCode(failure), isOutOfMemory(failure) ? "OOMKilled" : "Error");
        }
    }

    private static int exitCode(Failure failure) {
        return isOutOfMemory(failure) ? OUT_OF_MEMORY : failure.failureClass() == FailureClass.USER ? 1 : 128;
    }

    private static boolean isOutOfMemory(Failure failure) {
        return failure.kind().equals("OutOfMemory");
    }

    void end(Pod pod, AttemptId id, int exitCode, String why) {
        kubernetes.tell(pod.job, "ends activity %d with exit code %d".formatted(id.activity(), exitCode));
        pod.end(id, exitCode, why, kubernetes.seconds());
        kubernetes.changed(pod);
        if (pod.hasEnded()) {
            scene.time.after(
                    scene.bare ? 0 : scene.pause(300, 3000),
                    () -> kubernetes.end(pod.job, pod.hasSucceeded(), "BackoffLimitExceeded"));
        }
    }
}
