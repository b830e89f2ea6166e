package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The service as it is wired; the last test ends it. */
@QuarkusTest
@WithTestResource(Servers.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
class ServiceTest {

    @TestHTTPResource
    URL server;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Test
    @Order(1)
    void shouldBeReadyAndPlanWhenStarted() throws Exception {
        // given
        await().atMost(Duration.ofSeconds(20)).until(() -> get("q/health/ready").statusCode() == 200);
        var run = TestRun.chain(3);
        try (var others = new Others(kafka)) {
            others.answer(TestRun::success);

            // when
            others.say(run.requested());
            others.until(() -> run.hasEnded(others));
        }

        // then
        assertThat(get("q/health/live").statusCode()).isEqualTo(200);
        assertThat(get("q/metrics").body())
                .contains("akoflow_planner_events_total")
                .contains("akoflow_planner_decide_seconds")
                .contains("akoflow_planner_store_seconds")
                .contains("akoflow_planner_publish_seconds");
    }

    @Test
    @Order(2)
    void shouldStopVisiblyWhenTypeIsUnknown() throws Exception {
        // given
        var run = TestRun.chain(1);
        byte[] key = run.id().value().getBytes(StandardCharsets.UTF_8);
        var unknown = new ProducerRecord<>(Topic.WORKFLOWS.topicName(), key, "{}".getBytes(StandardCharsets.UTF_8));
        unknown.headers().add("ce_type", "io.akoflow.run-paused.v1".getBytes(StandardCharsets.UTF_8));
        try (var others = new Others(kafka)) {
            // when
            others.say(run.requested());
            others.send(unknown);

            // then
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> get("q/health/live").statusCode() == 503);
            assertThat(get("q/health/ready").statusCode()).isEqualTo(503);
            assertThat(get("q/health").body())
                    .contains(
                            "Expected a type of message that this version knows, but it is 'io.akoflow.run-paused.v1'");
            assertThat(get("q/metrics").body()).contains("akoflow_planner_unknown_types_total 1.0");
            others.until(() -> !others.heard(run.id()).isEmpty());
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(server + path)).build(), BodyHandlers.ofString());
        }
    }
}
