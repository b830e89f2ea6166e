package io.akoflow.engine.simulation;

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
        kubernetes.tell(pod.job, "starts its command");
        scene.laws.started(pod);
        var fate = kubernetes.fate(pod.job.id);
        if (fate instanceof Fate.Misconfigured) {
            end(pod, 128, "StartError");
            return;
        }
        pod.start(kubernetes.seconds());
        kubernetes.changed(pod);
        if (!(fate instanceof Fate.Hangs)) {
            scene.time.after(scene.pause(30_000, 2_000_000), () -> finish(pod));
        }
    }

    private void finish(Pod pod) {
        if (pod.isGone() || pod.hasEnded() || pod.job.ready == null) {
            return;
        }
        var id = pod.job.id;
        var activity = pod.job.ready.spec().activity();
        var failure = kubernetes.fate(id).end(failures.getOrDefault(Names.of(id), 0), activity);
        if (failure == null) {
            scene.laws.succeeded(pod);
            end(pod, 0, "Completed");
        } else {
            failures.merge(Names.of(id), 1, Integer::sum);
            end(pod, exitCode(failure), isOutOfMemory(failure) ? "OOMKilled" : "Error");
        }
    }

    private static int exitCode(Failure failure) {
        return isOutOfMemory(failure) ? OUT_OF_MEMORY : failure.failureClass() == FailureClass.USER ? 1 : 128;
    }

    private static boolean isOutOfMemory(Failure failure) {
        return failure.kind().equals("OutOfMemory");
    }

    void end(Pod pod, int exitCode, String why) {
        kubernetes.tell(pod.job, "ends with exit code " + exitCode);
        pod.end(exitCode, why, kubernetes.seconds());
        kubernetes.changed(pod);
        scene.time.after(
                scene.bare ? 0 : scene.pause(300, 3000),
                () -> kubernetes.end(pod.job, exitCode == 0, "BackoffLimitExceeded"));
    }
}
