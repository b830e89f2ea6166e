package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.akoflow.local.Service;
import io.akoflow.local.runner.RunnerKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Somebody is told that a run has ended, whoever dies meanwhile")
class TellTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void shouldTellAgainWhenGatewayDiesBeforeItIsAnswered() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", this::take);
        server.start();
        try (var machine = Machine.start(
                "tell",
                settings -> settings.withRunner(RunnerKind.SIMULATE)
                        .withServiceSetting("akoflow.gateway.notify.patience", "PT2S"))) {
            // given
            var run = machine.submit(file(server.getAddress().getPort()));
            await("told").atMost(PATIENCE).until(() -> !told.isEmpty());
            // when
            machine.parts().kill9(Service.GATEWAY);
            answer.countDown();
            machine.parts().start(Service.GATEWAY);
            // then
            await("told again")
                    .atMost(PATIENCE)
                    .until(() -> machine.run(run)
                            .path("notifications")
                            .path(0)
                            .path("state")
                            .asText()
                            .equals("DELIVERED"));
            assertThat(told).hasSizeGreaterThan(1);
            assertThat(told.stream().distinct()).hasSize(1);
        } finally {
            answer.countDown();
            server.stop(0);
        }
    }

    private static String file(int port) {
        return """
                name: told
                spec:
                  image: alpine:3.20
                  notify: [{url: "http://localhost:%d/hook"}]
                  activities: [{name: a, run: "true"}]
                """.formatted(port);
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        told.add(exchange.getRequestHeaders().getFirst("webhook-id"));
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
