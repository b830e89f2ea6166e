package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("A run with many pods is cancelled, on a real API server with simulated nodes")
class OnClusterCancelTest {

    private static final int WINDOW = 500;
    private static final int HELD_BACK = 100;
    private static final Duration TO_START = Duration.ofMinutes(5);
    private static final Duration TO_END = Duration.ofSeconds(20);
    private static final Duration STILL_UNDER_WAY = Duration.ofSeconds(2);

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("cancel");
        cluster.assumeSimulatedNodes();
        machine = cluster.start(settings ->
                settings.withServiceSetting("akoflow.dispatcher.pods.annotations.\"akoflow.test/duration\"", "1200s"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void shouldStartNothingMoreAndEndAllPodsSoonWhenCancelled() {
        // given
        var run = machine.submit(Graphs.flat(WINDOW + HELD_BACK));
        await("a full window").atMost(TO_START).until(() -> running(run) == WINDOW);
        // when
        var answer =
                machine.send(machine.request("/api/v1/runs/" + run + "/cancel").POST(BodyPublishers.noBody()));
        var accepted = Instant.now();
        // then
        assertThat(answer.statusCode()).isEqualTo(202);
        await("the end of all pods")
                .atMost(TO_END)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> pods(run).isEmpty());
        var gone = Instant.now();
        var over = machine.awaitOver(run);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("CANCELLED");
        var cancelled = Instant.parse(over.path("endedAt").asText());
        var audit = AuditLog.of(run);
        assertThat(audit.jobs()).hasSize(WINDOW);
        assertThat(audit.lastCreation())
                .as("%s, cancelled at %s", audit.summary(), accepted)
                .isBefore(accepted.plus(STILL_UNDER_WAY))
                .isBefore(cancelled);
        System.out.printf(
                "Cancel of %d pods: all gone after %d ms, CANCELLED after %d ms%n",
                WINDOW,
                Duration.between(accepted, gone).toMillis(),
                Duration.between(accepted, cancelled).toMillis());
    }

    private static int running(String run) {
        return machine.run(run).path("counts").path("RUNNING").asInt();
    }

    private static List<Pod> pods(String run) {
        return cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabel("akoflow.io/run", run)
                .list()
                .getItems();
    }
}
