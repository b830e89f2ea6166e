package io.akoflow.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Topic;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
@SuppressWarnings({"NullAway", "NullAway.Init"}) // Quarkus fills the fields
class ServiceTest {

    @TestHTTPResource
    URI server;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject
    KubernetesClient client;

    @Test
    void shouldBeReadyAndSpeakOfItsWorkWhenItHasDoneSome() throws Exception {
        // given
        var attempts = Attempts.ofNewRun();
        try (var bus = new Bus(kafka, Topic.OBSERVED)) {
            // when
            bus.say(attempts.ready(0));

            // then
            bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        }
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(get("/q/health/ready").statusCode()).isEqualTo(200));
        assertThat(get("/q/health/ready").body()).contains("Kubernetes API", "Kafka reader");
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/q/metrics").body())
                .contains(
                        "akoflow_dispatcher_outcomes_total{outcome=\"dispatched\"} 1.0",
                        "akoflow_dispatcher_creates_seconds_count{answer=\"fine\",kind=\"job\"} 1",
                        "akoflow_dispatcher_calls 0.0",
                        "akoflow_dispatcher_commands 0.0");
    }

    @Test
    void shouldGiveEveryPodWhatTheSettingsSayWhenItCreatesJobs() {
        // given
        var attempts = Attempts.ofNewRun();
        try (var bus = new Bus(kafka, Topic.OBSERVED)) {
            // when
            bus.say(attempts.ready(0));
            var job = bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()))
                    .job();

            // then
            var created = client.batch()
                    .v1()
                    .jobs()
                    .inNamespace(job.namespace())
                    .withName(job.name())
                    .get();
            assertThat(created.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getSecurityContext()
                            .getRunAsUser())
                    .isEqualTo(1000);
        }
    }

    @Test
    void shouldLeaveTryingAgainToItselfWhenItUsesTheClient() {
        assertThat(client.getConfiguration().getRequestRetryBackoffLimit()).isZero();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
        }
    }
}
