package io.akoflow.gateway;

import static io.akoflow.gateway.Client.chain;
import static io.akoflow.gateway.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.RunState;
import io.akoflow.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In a gateway of its own, since it does not get well again; and without a token. */
@QuarkusTest
@WithTestResource(ServersWithoutToken.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
class UnknownTypeTest {

    @TestHTTPResource
    URL server;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Test
    void shouldStopAndSaySoWhenTypeIsUnknown() {
        // given
        var client = new Client(server);
        var id = client.submit(chain("future", 1));
        var facts = new Facts(id);
        var unknown = Bus.record(Topic.RUNS, id, "{}");
        unknown.headers().add("ce_type", "io.akoflow.run-paused.v1".getBytes(StandardCharsets.UTF_8));

        try (var bus = new Bus(kafka, Topic.WORKFLOWS)) {
            // when
            bus.say(facts.started(1, 1));
            bus.send(unknown);
            bus.say(facts.ended(2, RunState.SUCCEEDED));

            // then
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(
                            () -> assertThat(client.get("/q/health/ready").body())
                                    .contains(
                                            "Expected a type of message that this version knows, but it is 'io.akoflow.run-paused.v1'"));
            assertThat(client.get("/q/health/ready").statusCode()).isEqualTo(503);
            assertThat(json(client.get("/api/v1/runs/" + id)).path("state").asText())
                    .isEqualTo("RUNNING");
        }
    }

    @Test
    void shouldAskForNoTokenWhenNoneIsSet() throws Exception {
        // given
        var request = HttpRequest.newBuilder(URI.create(server + "api/v1/runs")).build();

        try (var http = HttpClient.newHttpClient()) {
            // when
            var response = http.send(request, BodyHandlers.ofString());

            // then
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }
}
