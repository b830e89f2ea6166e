package io.akoflow.dispatcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.dispatcher.FaultyApi;
import io.akoflow.dispatcher.Settings;
import io.akoflow.dispatcher.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // start() fills the fields
class ApiHealthTest {

    private FaultyApi api;
    private Parts parts;

    @BeforeEach
    void start() {
        api = World.shared().newApi();
        parts = Parts.of(api.url(), World.shared().token(), Settings.of(Map.of()), new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        parts.close();
        api.close();
    }

    @Test
    void shouldAskOnceWhenItIsAskedOften() {
        // when
        var answers = IntStream.range(0, 20).mapToObj(_ -> parts.health().call().getStatus());

        // then
        assertThat(answers).containsOnly(Status.UP);
        assertThat(api.seen("/readyz")).hasSize(1);
    }

    @Test
    void shouldBeUnwellUntilTheApiIsWell() {
        // given
        api.add(1, it -> it.path().equals("/readyz"), FaultyApi.status(503, "ServiceUnavailable", "starting"));

        // when
        var first = parts.health().call();

        // then
        assertThat(first.getStatus()).isEqualTo(Status.DOWN);
        assertThat(first.getData().orElseThrow()).containsEntry("trouble", "The Kubernetes API answers 503: starting");
        await().atMost(Duration.ofSeconds(10)).until(() -> parts.health().call().getStatus() == Status.UP);
    }

    @Test
    void shouldWaitForTheApiWhenItComesLater() {
        // given
        api.add(2, it -> it.path().equals("/readyz"), new FaultyApi.Fault.HangUp(false));

        // when
        boolean isThere = parts.health().await(Duration.ofSeconds(10), new CallOff());

        // then
        assertThat(isThere).isTrue();
        assertThat(api.seen("/readyz")).hasSize(3);
    }

    @Test
    void shouldNotWaitForeverWhenTheApiNeverComes() {
        // given
        api.add(Integer.MAX_VALUE, it -> it.path().equals("/readyz"), new FaultyApi.Fault.HangUp(false));

        // when
        boolean isThere = parts.health().await(Duration.ofMillis(500), new CallOff());

        // then
        assertThat(isThere).isFalse();
    }
}
