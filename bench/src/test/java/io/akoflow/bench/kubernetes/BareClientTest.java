package io.akoflow.bench.kubernetes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.kubernetes.Unit;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A client without an engine")
@Timeout(60) // what is checked is that it does not wait for ever
class BareClientTest {

    private static final RunId RUN = new RunId("01bare00000000000000000000");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private HttpServer server;
    private volatile int answer = 201;
    private volatile String seen = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldFailWhenARequestIsRefused() {
        // given
        answer = 422; // which the client of the API does not try again

        // then
        assertThatThrownBy(() -> run(PATIENCE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Expected everything to be created, but")
                .hasMessageContaining("422");
    }

    @Test
    void shouldFailWhenAPodFails() {
        // given
        seen = """
                {"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"status":{"phase":"Failed"}}}
                """;

        // then
        assertThatThrownBy(() -> run(PATIENCE)).hasMessageContaining("Expected pod 'p' to succeed, but it failed");
    }

    @Test
    void shouldGiveUpWhenNoPodEnds() {
        // then
        assertThatThrownBy(() -> run(Duration.ofMillis(1)))
                .hasMessageContaining("Expected everything to be ended after PT0.001S, but 1 are not");
    }

    private BareClient.Times run(Duration patience) throws IOException, InterruptedException {
        var config = Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: it, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: it, context: {cluster: it, user: it}}]
                users: [{name: it, user: {}}]
                current-context: it
                """.formatted(server.getAddress().getPort()));
        try (var api = Api.of(config);
                var client = new BareClient(api, RUN, workflow(), Unit.POD, patience)) {
            return client.run();
        }
    }

    private static Workflow workflow() {
        var file = """
                name: one
                spec:
                  image: busybox:1.37
                  activities:
                  - {name: a, run: 'true'}
                """;
        return ((WorkflowReading.Valid) WorkflowReader.read(file.getBytes(StandardCharsets.UTF_8))).workflow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        if (exchange.getRequestMethod().equals("POST")) {
            boolean isPod = uri.getPath().endsWith("/pods");
            exchange.sendResponseHeaders(isPod ? answer : 201, -1);
        } else if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            exchange.sendResponseHeaders(200, -1); // no web socket, so that it asks again without
        } else {
            // a watch, which stays open
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(seen.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
    }
}
