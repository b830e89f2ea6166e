package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.Clients.job;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akoflow.local.runner.ProcessRunner;
import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A machine that runs processes, and what tests ask of it. */
abstract class ProcessPodsScenario {
    static final String ABSENT_HERE = "/akoflow-test-data";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    MachineKubernetes machine;

    @SuppressWarnings("NullAway.Init")
    KubernetesClient client;

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
            machine.close();
        }
    }

    void start(RunnerKind runner) {
        assumeTrue(runner != RunnerKind.PROCESS || ProcessRunner.works(), "no namespaces on this machine");
        machine = MachineKubernetes.start(MachineSettings.processes(folder).withRunner(runner));
        client = Clients.of(machine);
    }

    Pod runToTheEnd(Job job) {
        client.batch().v1().jobs().resource(job).create();
        return podOf(job.getMetadata().getName(), "Succeeded|Failed");
    }

    Pod podOf(String job, String phases) {
        return Objects.requireNonNull(client.pods()
                .withLabel("job-name", job)
                .waitUntilCondition(
                        pod -> pod != null && pod.getStatus().getPhase().matches(phases), 10, TimeUnit.SECONDS));
    }

    String logOf(Pod pod) {
        return client.pods().resource(pod).getLog();
    }

    long group(Pod pod) {
        var file = folder.resolve("kubernetes/pods/" + pod.getMetadata().getUid() + "/activity/group");
        var text =
                await().until(() -> Files.exists(file) ? Files.readString(file).strip() : "", read -> !read.isEmpty());
        return Long.parseLong(text);
    }

    static ContainerStateTerminated terminated(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    }
}
