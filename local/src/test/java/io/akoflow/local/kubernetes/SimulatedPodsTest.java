package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.Clients.annotated;
import static io.akoflow.local.kubernetes.Clients.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedPodsTest {
    @TempDir
    Path folder;

    MachineKubernetes machine;
    KubernetesClient client;

    @BeforeEach
    void start() {
        machine = MachineKubernetes.start(MachineSettings.simulated(folder));
        client = Clients.of(machine);
    }

    @AfterEach
    void stop() {
        client.close();
        machine.close();
    }

    @Test
    void shouldCompleteJobAtOnceWhenNothingElseIsAskedFor() {
        // given
        var job = job("plain", "true");

        // when
        var pod = podAtTheEndOf(job);

        // then
        assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
        var terminated =
                pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
        assertThat(terminated.getExitCode()).isZero();
        assertThat(terminated.getReason()).isEqualTo("Completed");
        assertThat(pod.getMetadata().getLabels()).containsEntry("batch.kubernetes.io/job-name", "plain");
        var ended = client.batch()
                .v1()
                .jobs()
                .withName("plain")
                .waitUntilCondition(SimulatedPodsTest::isOver, 5, TimeUnit.SECONDS);
        assertThat(ended.getStatus().getSucceeded()).isEqualTo(1);
    }

    @Test
    void shouldFailWithExitCodeWhenAnnotated() {
        // given
        var job = annotated(job("three", "true"), "akoflow.test/exit-code", "3");

        // when
        var pod = podAtTheEndOf(job);

        // then
        var terminated =
                pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
        assertThat(terminated.getExitCode()).isEqualTo(3);
        assertThat(terminated.getReason()).isEqualTo("Error");
        var ended = client.batch()
                .v1()
                .jobs()
                .withName("three")
                .waitUntilCondition(SimulatedPodsTest::isOver, 5, TimeUnit.SECONDS);
        assertThat(ended.getStatus().getConditions()).anySatisfy(condition -> {
            assertThat(condition.getType()).isEqualTo("Failed");
            assertThat(condition.getReason()).isEqualTo("BackoffLimitExceeded");
        });
    }

    @Test
    void shouldFailWithExitCodeWhenAVariableSaysSo() {
        // given
        var job = job("four", "true");
        job.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .setEnv(List.of(new EnvVar("AKOFLOW_TEST_EXIT_CODE", "4", null)));

        // when
        var pod = podAtTheEndOf(job);

        // then
        assertThat(pod.getStatus()
                        .getContainerStatuses()
                        .getFirst()
                        .getState()
                        .getTerminated()
                        .getExitCode())
                .isEqualTo(4);
    }

    @Test
    void shouldSayOutOfMemoryWhenAnnotated() {
        // given
        var job = annotated(job("big", "true"), "akoflow.test/oom", "true");

        // when
        var pod = podAtTheEndOf(job);

        // then
        var terminated =
                pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
        assertThat(terminated.getExitCode()).isEqualTo(137);
        assertThat(terminated.getReason()).isEqualTo("OOMKilled");
    }

    @Test
    void shouldEvictWithoutContainerStatusesWhenAnnotated() {
        // given
        var job = annotated(job("pushed", "true"), "akoflow.test/evict", "true");

        // when
        var pod = podAtTheEndOf(job);

        // then
        assertThat(pod.getStatus().getReason()).isEqualTo("Evicted");
        assertThat(pod.getStatus().getContainerStatuses()).isEmpty();
    }

    @Test
    void shouldStayPendingWhenImageCannotBePulled() {
        // given
        var job = annotated(job("absent", "true"), "akoflow.test/image-pull", "fail");

        // when
        client.batch().v1().jobs().resource(job).create();

        // then
        var pod = client.pods()
                .withLabel("job-name", "absent")
                .waitUntilCondition(present -> "ImagePullBackOff".equals(waitingReason(present)), 5, TimeUnit.SECONDS);
        assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");
    }

    @Test
    void shouldRunForAsLongAsAnnotated() {
        // given
        var job = annotated(job("long", "true"), "akoflow.test/duration", "600ms");

        // when
        client.batch().v1().jobs().resource(job).create();

        // then
        var pods = client.pods().withLabel("job-name", "long");
        assertThat(pods.waitUntilCondition(
                        pod -> pod != null && pod.getStatus().getPhase().equals("Running"), 5, TimeUnit.SECONDS))
                .isNotNull();
        assertThat(pods.waitUntilCondition(
                        pod -> pod != null && pod.getStatus().getPhase().equals("Succeeded"), 5, TimeUnit.SECONDS))
                .isNotNull();
    }

    @Test
    void shouldRunForItsOwnTimeWithinTheRangeWhenARangeIsAnnotated() {
        // given
        var least = Duration.ofMillis(200);
        var job = annotated(job("ranged", "true"), "akoflow.test/duration", "200ms-1200ms");

        // when
        client.batch().v1().jobs().resource(job).create();

        // then
        var pod = client.pods()
                .withLabel("job-name", "ranged")
                .waitUntilCondition(
                        it -> it != null && it.getStatus().getPhase().equals("Succeeded"), 5, TimeUnit.SECONDS);
        var share = Math.floorMod(pod.getMetadata().getName().hashCode(), 1000);
        assertThat(SimulatedPods.duration("200ms-1200ms", pod.getMetadata().getName()))
                .isEqualTo(least.plusMillis(share))
                .isBetween(least, Duration.ofMillis(1200));
    }

    private static String waitingReason(Pod pod) {
        if (pod == null || pod.getStatus().getContainerStatuses().isEmpty()) {
            return "";
        }
        var waiting =
                pod.getStatus().getContainerStatuses().getFirst().getState().getWaiting();
        return waiting == null ? "" : waiting.getReason();
    }

    private Pod podAtTheEndOf(Job job) {
        var created = client.batch().v1().jobs().resource(job).create();
        return Objects.requireNonNull(client.pods()
                .withLabel(
                        "batch.kubernetes.io/controller-uid",
                        created.getMetadata().getUid())
                .waitUntilCondition(
                        pod -> pod != null && pod.getStatus().getPhase().matches("Succeeded|Failed"),
                        5,
                        TimeUnit.SECONDS));
    }

    private static boolean isOver(Job job) {
        return job != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().matches("Complete|Failed"));
    }
}
