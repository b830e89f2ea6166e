package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Runs are ended and forgotten, with simulated pods that take long")
class SteerTest {

    private static final int WINDOW = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RUN = "akoflow.io/run";

    private static Machine machine;

    @BeforeAll
    static void start() {
        machine = Machine.start(
                "steer",
                settings -> settings.withRunner(RunnerKind.SIMULATE)
                        .withServiceSetting("akoflow.dispatcher.pods.annotations.\"akoflow.test/duration\"", "600s")
                        .withServiceSetting("akoflow.planner.validity", "PT10S")
                        .withServiceSetting("akoflow.planner.release-margin", "PT1S"));
    }

    @AfterAll
    static void end() {
        machine.close();
    }

    @Test
    void shouldStartNothingMoreAndEndAllPodsSoonWhenCancelled() {
        // given
        var run = machine.submit(Graphs.flat(WINDOW + 100));
        await("a full window").atMost(PATIENCE).until(() -> count(run, "RUNNING") == WINDOW);
        // when
        var answer =
                machine.send(machine.request("/api/v1/runs/" + run + "/cancel").POST(BodyPublishers.noBody()));
        long accepted = micros(Instant.now());
        // then
        assertThat(answer.statusCode()).isEqualTo(202);
        var over = machine.awaitOver(run);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("CANCELLED");
        assertThat(over.path("counts").path("CANCELLED").asInt()).isEqualTo(WINDOW + 100);
        long cancelled = micros(Instant.parse(over.path("endedAt").asText()));
        var journal = ApiJournal.of(machine, run);
        assertThat(journal.jobs())
                .hasSize(WINDOW)
                .allSatisfy(job -> assertThat(job.micros())
                        .isLessThan(accepted + seconds(2))
                        .isLessThan(cancelled));
        assertThat(journal.ends().values())
                .hasSize(WINDOW)
                .allSatisfy(end -> assertThat(end).isLessThan(accepted + seconds(20)));
    }

    @Tag("slow") // its Job stays until nobody can make it anew
    @Test
    void shouldLeaveNothingWhenDeleted() {
        // given
        var run = machine.submit(Graphs.flat(1));
        await("a pod").atMost(PATIENCE).until(() -> count(run, "RUNNING") == 1);
        var disk = machine.disk(run);
        machine.akoflow("cancel", run, "--wait");
        try (var kubernetes = kubernetes()) {
            assertThat(objects(kubernetes, run)).isNotEmpty();
            // when
            var deleted = machine.akoflow("delete", run);
            // then
            assertThat(deleted.exitCode()).as(deleted.err()).isZero();
            assertThat(machine.send(machine.request("/api/v1/runs/" + run)).statusCode())
                    .isEqualTo(404);
            await("nothing in Kubernetes")
                    .atMost(PATIENCE)
                    .until(() -> objects(kubernetes, run).isEmpty());
        }
        await("no disk").atMost(PATIENCE).until(() -> !disk.toFile().exists());
    }

    private static int count(String run, String state) {
        return machine.run(run).path("counts").path(state).asInt();
    }

    private static List<? extends HasMetadata> objects(KubernetesClient kubernetes, String run) {
        var jobs = kubernetes.batch().v1().jobs().inAnyNamespace().withLabel(RUN, run);
        var pods = kubernetes.pods().inAnyNamespace().withLabel(RUN, run);
        var scripts = kubernetes.configMaps().inAnyNamespace().withLabel(RUN, run);
        var claims = kubernetes.persistentVolumeClaims().inAnyNamespace().withLabel(RUN, run);
        return Stream.of(
                        jobs.list().getItems(),
                        pods.list().getItems(),
                        scripts.list().getItems(),
                        claims.list().getItems())
                .flatMap(List::stream)
                .toList();
    }

    private static KubernetesClient kubernetes() {
        var config = Config.fromKubeconfig(machine.parts().kubeconfig().toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static long seconds(int seconds) {
        return seconds * 1_000_000L;
    }
}
