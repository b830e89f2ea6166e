package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Output.UsageSampled;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.ContainerView;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.PodView;
import io.akoflow.watcher.Bus;
import io.akoflow.watcher.Settings;
import io.akoflow.watcher.SharedKafka;
import io.akoflow.watcher.messaging.OpenSpeaker;
import io.akoflow.watcher.messaging.Speaker;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one-machine API does not measure, so a server says what metrics-server would. */
@SuppressWarnings("NullAway.Init") // start() fills the fields
class UsageTest {

    private static final AttemptId ID = new AttemptId(new RunId("01k5zq3v8m4n9p2r7s6t1w0vs1"), 3, 2);
    private static final String METRICS = """
            {"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "items": [
              {"metadata": {"name": "step-x7k2p", "namespace": "akoflow-work",
                            "labels": {"batch.kubernetes.io/job-name": "step"}},
               "timestamp": "2026-03-02T10:00:00Z", "window": "15s",
               "containers": [{"name": "sidecar", "usage": {"cpu": "9", "memory": "9Gi"}},
                              {"name": "activity", "usage": {"cpu": "250500000n", "memory": "1024Ki"}}]},
              {"metadata": {"name": "step-older", "namespace": "akoflow-work",
                            "labels": {"batch.kubernetes.io/job-name": "step"}},
               "timestamp": "2026-03-02T10:00:01Z",
               "containers": [{"name": "activity", "usage": {"cpu": "7", "memory": "7Gi"}}]},
              {"metadata": {"name": "alone", "namespace": "akoflow-work"}, "timestamp": "2026-03-02T10:00:02Z",
               "containers": [{"name": "activity", "usage": {"cpu": "1", "memory": "1Mi"}}]},
              {"metadata": {"name": "shared-x", "namespace": "akoflow-work",
                            "labels": {"batch.kubernetes.io/job-name": "shared"}},
               "timestamp": "2026-03-02T10:00:03Z",
               "containers": [{"name": "activity-5", "usage": {"cpu": "2", "memory": "2Mi"}},
                              {"name": "activity", "usage": {"cpu": "3", "memory": "3Mi"}}]},
              {"metadata": {"name": "other-1", "namespace": "akoflow-work"}, "containers": []}]}
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private KubernetesClient client;
    private Speaker speaker;
    private Bus bus;
    private volatile int code = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            byte[] body = METRICS.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = LoopbackClient.of(server);
        var kafka = SharedKafka.get().clientSettings();
        speaker = OpenSpeaker.of(kafka, new SimpleMeterRegistry());
        bus = new Bus(kafka);
    }

    @AfterEach
    void stop() {
        bus.close();
        OpenSpeaker.close(speaker);
        client.close();
        server.stop(0);
    }

    @Test
    void shouldSayWhatAnAttemptsPodUsesWhenTheClusterMeasures() {
        // given
        var usage = usage(attempts(true));

        // when
        boolean sampled = usage.isSampled();

        // then
        var at = Instant.parse("2026-03-02T10:00:00Z");
        var expected = new UsageSampled(ID.run(), 3, 2, at, "f00d", 251, 1024 * 1024);
        assertThat(bus.first(UsageSampled.class, it -> it.run().equals(ID.run())))
                .isEqualTo(expected);
        assertThat(sampled).isTrue();
        assertThat(asked)
                .singleElement()
                .asString()
                .startsWith("/apis/metrics.k8s.io/v1beta1/namespaces/akoflow-work/pods?labelSelector=");
    }

    @Test
    void shouldSayWhatAPodWithoutAJobUses() {
        // given
        var alone = new AttemptId(new RunId("01k5zq3v8m4n9p2r7s6t1w0vs2"), 0, 1);
        var attempts = new Attempts(Settings.of(Map.of()), new SimpleMeterRegistry());
        see(attempts, "akoflow-work/alone", Pack.alone(alone), running("beef", "alone"));

        // when
        usage(attempts).isSampled();

        // then
        var at = Instant.parse("2026-03-02T10:00:02Z");
        assertThat(bus.first(UsageSampled.class, it -> it.run().equals(alone.run())))
                .isEqualTo(new UsageSampled(alone.run(), 0, 1, at, "beef", 1000, 1024 * 1024));
    }

    @Test
    void shouldSayWhatEachUsesOfThoseThatShareAPod() {
        // given
        var first = new AttemptId(new RunId("01k5zq3v8m4n9p2r7s6t1w0vs3"), 0, 1);
        var other = new AttemptId(first.run(), 5, 1);
        var attempts = new Attempts(Settings.of(Map.of()), new SimpleMeterRegistry());
        see(attempts, "akoflow-work/shared", new Pack(List.of(first, other)), running("cafe", "shared-x"));

        // when
        usage(attempts).isSampled();

        // then
        var at = Instant.parse("2026-03-02T10:00:03Z");
        var ofBoth = List.of(
                bus.first(UsageSampled.class, it -> it.run().equals(first.run()) && it.activity() == 0),
                bus.first(UsageSampled.class, it -> it.run().equals(first.run()) && it.activity() == 5));
        assertThat(ofBoth)
                .containsExactly(
                        new UsageSampled(first.run(), 0, 1, at, "cafe", 3000, 3 * 1024 * 1024),
                        new UsageSampled(first.run(), 5, 1, at, "cafe", 2000, 2 * 1024 * 1024));
    }

    @Test
    void shouldAskNothingWhenNothingRuns() {
        // when
        boolean sampled = usage(attempts(false)).isSampled();

        // then
        assertThat(sampled).isTrue();
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldAskAgainSoonWhenTroubleMayPass() {
        // given
        code = 503;

        // when
        boolean sampled = usage(attempts(true)).isSampled();

        // then
        assertThat(sampled).isTrue();
        assertThat(asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void shouldKnowThatItIsNotToldWhenTheClusterSaysSo(int answer) {
        // given
        code = answer;

        // when
        boolean sampled = usage(attempts(true)).isSampled();

        // then
        assertThat(sampled).isFalse();
        assertThat(asked).hasSize(1);
    }

    private Usage usage(Attempts attempts) {
        return new Usage(client, Settings.of(Map.of()), attempts, speaker);
    }

    private static Attempts attempts(boolean any) {
        var attempts = new Attempts(Settings.of(Map.of()), new SimpleMeterRegistry());
        if (any) {
            see(attempts, "akoflow-work/step", Pack.alone(ID), running("f00d", "step-x7k2p"));
        }
        return attempts;
    }

    private static void see(Attempts attempts, String job, Pack pack, PodView pod) {
        attempts.findOrAddAll(job, pack, "akoflow-work", 0, attempt -> attempt.see(pod));
    }

    private static PodView running(String uid, String name) {
        var running = new ContainerView("activity", false, false, null, new ContainerView.Running(Instant.EPOCH));
        return new PodView(uid, name, "node-1", false, null, "Running", null, null, List.of(), List.of(running));
    }
}
