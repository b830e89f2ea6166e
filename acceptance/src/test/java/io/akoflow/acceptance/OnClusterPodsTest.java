package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("Attempts are pods without Jobs, on a real API server with simulated nodes")
class OnClusterPodsTest {

    private static final int WIDE = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** A pod is made, its log is read, its finalizer is taken off, and it is deleted. */
    private static final double CALLS = 4.0;

    private static final String ONE = """
            name: pods
            spec:
              image: alpine:3.20
              activities: [{name: one, run: "true"}]
            """;

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("pods");
        cluster.assumeSimulatedNodes();
        // a simulated node ends the stream of a log at once, and then it would be asked again
        machine = cluster.start(settings -> settings.withServiceSetting("akoflow.dispatcher.unit", "pod")
                .withServiceSetting("akoflow.dispatcher.pods.annotations.\"akoflow.test/duration\"", "5s")
                .withServiceSetting("akoflow.watcher.logs.follow-after", "PT1M"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void shouldMakeAPodAndNoJobForEachActivityAndLeaveNothing() {
        // when
        var run = machine.submit(Graphs.fanOut(WIDE));
        // then
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        awaitNoPods(run);
        var audit = AuditLog.of(run);
        assertThat(audit.jobs()).isEmpty();
        assertThat(audit.pods())
                .hasSize(WIDE + 2)
                .allSatisfy((pod, times) -> assertThat(times).as(pod).isEqualTo(1));
        // one list for each run shows that there are no Jobs from before
        assertThat(audit.callsForEachActivity()).as(audit.summary()).isLessThanOrEqualTo(CALLS + 0.1);
    }

    @Test
    void shouldSayWhyWhenCommandsFail() {
        // given
        var run = machine.submit(ONE);
        var pod = running(run, 1);
        // when
        annotate(pod, "akoflow.test/exit-code", "3");
        // then
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("FAILED");
        assertThat(machine.activity(run, "one").path("failure").path("kind").asText())
                .isEqualTo("ExitCode");
        awaitNoPods(run);
    }

    @Test
    void shouldRunAgainWhenItsPodIsDeletedOrEvicted() {
        // given
        var run = machine.submit(ONE);
        var first = running(run, 1);
        cluster.client().pods().resource(first).delete();
        var second = running(run, 2);
        // when
        evict(second);
        // then
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        assertThat(kinds(run)).containsExactly("Drained", "Deleted");
        awaitNoPods(run);
        assertThat(AuditLog.of(run).pods()).hasSize(3);
    }

    @Test
    void shouldEndItsPodWhenItIsCancelled() {
        // given
        var run = machine.submit(ONE);
        annotate(running(run, 1), "akoflow.test/duration", "600s");
        // when
        var answer =
                machine.send(machine.request("/api/v1/runs/" + run + "/cancel").POST(BodyPublishers.noBody()));
        // then
        assertThat(answer.statusCode()).isEqualTo(202);
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("CANCELLED");
        awaitNoPods(run);
    }

    private static void annotate(Pod pod, String name, String value) {
        var _ = cluster.client()
                .pods()
                .resource(pod)
                .edit(it -> new PodBuilder(it)
                        .editMetadata()
                        .addToAnnotations(name, value)
                        .endMetadata()
                        .build());
    }

    private static Pod running(String run, int attempt) {
        return await("attempt " + attempt)
                .atMost(PATIENCE)
                .until(
                        () -> pods(run).stream()
                                .filter(it -> Integer.toString(attempt)
                                                .equals(it.getMetadata()
                                                        .getLabels()
                                                        .get("akoflow.io/attempt"))
                                        && "Running".equals(it.getStatus().getPhase()))
                                .toList(),
                        it -> it.size() == 1)
                .getFirst();
    }

    private static void evict(Pod pod) {
        var eviction = new EvictionBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .withNamespace(cluster.namespace())
                .endMetadata()
                .build();
        assertThat(cluster.client()
                        .pods()
                        .inNamespace(cluster.namespace())
                        .withName(pod.getMetadata().getName())
                        .evict(eviction))
                .isTrue();
    }

    /** Of all attempts that failed, the last one first. */
    private static List<String> kinds(String run) {
        var kinds = new ArrayList<String>();
        for (JsonNode attempt : machine.activity(run, "one").path("attempts")) {
            var kind = attempt.path("failure").path("kind").asText();
            if (!kind.isEmpty()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static List<Pod> pods(String run) {
        return cluster.client()
                .pods()
                .inNamespace(cluster.namespace())
                .withLabel("akoflow.io/run", run)
                .list()
                .getItems();
    }

    private static void awaitNoPods(String run) {
        await("the end of all pods of " + run)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> pods(run).isEmpty());
    }
}
