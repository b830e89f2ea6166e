package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.fabric8.kubernetes.client.KubernetesClient;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
class ServiceTest {

    @TestHTTPResource
    URL server;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject
    KubernetesClient client;

    @Test
    void shouldSayWhatItSeesAndThatItIsReady() {
        // given
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get("/q/health/ready"))
                        .contains("Kubernetes watches", "\"shards\": \"[0]\"")
                        .doesNotContain("DOWN"));
        try (var bus = new Bus(kafka)) {

            // when
            var job = Jobs.running("true");
            client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(World.NAMESPACE)
                    .resource(job)
                    .create();

            // then
            bus.first(ActivitySucceeded.class, Jobs.attempt(job));
            assertThat(bus.first(ActivityLogged.class, Jobs.attempt(job)).complete())
                    .isTrue();
            assertThat(get("/q/metrics"))
                    .contains("akoflow_watcher_said_total{type=\"io.akoflow.activity-succeeded.v1\"} 1.0")
                    .contains("akoflow_watcher_attempts 1.0");
        }
    }

    private String get(String path) throws RuntimeException {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create(server.toString()).resolve(path);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }
}
