package io.akoflow.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.watcher.Settings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often Kubernetes is asked, of which a server takes the place that counts. */
@SuppressWarnings("NullAway.Init") // start() fills the fields
class DoubtsTest {

    private static final String JOB = "akoflow-work/step";
    private static final String GONE = """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound"}
            """;
    private static final String NO_PODS = """
            {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": []}
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Attempts attempts = new Attempts(Settings.of(Map.of()), new SimpleMeterRegistry());
    private volatile boolean troubled;
    private HttpServer server;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = LoopbackClient.of(server);
    }

    @AfterEach
    void stop() {
        attempts.close();
        client.close();
        server.stop(0);
    }

    @Test
    void shouldAskOnceForAllWhenTheyShareAJob() {
        // given
        attempts.findOrAddAll(JOB, pack(), "akoflow-work", 0, Attempt::jobIsGone);

        // when
        doubtAll();

        // then
        await().until(() -> all().noneMatch(Attempt::isDoubtful));
        assertThat(asked).hasSize(2).anyMatch(it -> it.endsWith("/jobs/step")).anyMatch(it -> it.contains("/pods?"));
    }

    @Test
    void shouldAskAgainForAllWhenThereIsNoAnswer() {
        // given
        troubled = true;
        attempts.findOrAddAll(JOB, pack(), "akoflow-work", 0, Attempt::jobIsGone);

        // when
        doubtAll();

        // then
        await().until(() -> all().noneMatch(Attempt::isDoubtful));
        assertThat(asked).filteredOn(it -> it.endsWith("/jobs/step")).hasSize(2);
    }

    private void doubtAll() {
        var doubts = new Doubts(client, attempts);
        attempts.keysOf(JOB).forEach(key -> attempts.find(key).ifPresent(attempt -> doubts.settle(key, attempt)));
    }

    private Stream<Attempt> all() {
        return attempts.keysOf(JOB).stream().flatMap(key -> attempts.find(key).stream());
    }

    private static Pack pack() {
        var run = new RunId("01k5zq3v8m4n9p2r7s6t1w0vs5");
        return new Pack(List.of(new AttemptId(run, 0, 1), new AttemptId(run, 1, 1), new AttemptId(run, 2, 1)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        asked.add(path);
        int code = path.contains("/pods") ? 200 : 404;
        if (troubled) {
            troubled = false;
            code = 500;
        }
        byte[] body = (code == 200 ? NO_PODS : GONE).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
