package io.akoflow.dispatcher.kubernetes;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.RunId;
import io.akoflow.dispatcher.FaultyApi;
import io.akoflow.dispatcher.Settings;
import io.akoflow.dispatcher.World;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often all Jobs of a run are listed. */
class CensusTest {

    private static final RunId RUN = new RunId("01k5zq3v8m4n9p2r7s6t1w0xyz");

    private final FaultyApi faulty = World.shared().newApi();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl(faulty.url().toString())
                    .withOauthToken(World.shared().token())
                    .build())
            .build();
    private final Census census = census();

    @AfterEach
    void close() {
        client.close();
        faulty.close();
    }

    @Test
    void shouldBeTakenOnceWhenItIsWantedTwiceWithinAMoment() {
        // when
        take(new CallOff());
        take(new CallOff());

        // then
        assertThat(faulty.seen("/jobs")).hasSize(1);
    }

    @Test
    void shouldBeTakenAgainWhenItWasRefused() {
        // given
        faulty.add(1, it -> it.path().endsWith("/jobs"), status(403, "Forbidden", "no such right"));

        // when
        take(new CallOff());
        take(new CallOff());

        // then
        assertThat(faulty.seen("/jobs")).hasSize(2);
    }

    @Test
    void shouldBeTakenByTheNextWhenTheFirstWasCalledOff() {
        // given
        var off = new CallOff();
        off.callOff();

        // when
        take(off);
        take(new CallOff());

        // then
        assertThat(faulty.seen("/jobs")).hasSize(1);
    }

    private void take(CallOff callOff) {
        census.take(Kind.JOB, RUN, "akoflow-work", Trial.unlimited(callOff, Duration.ofSeconds(3)));
    }

    private Census census() {
        var meters = new SimpleMeterRegistry();
        var config = Settings.of(Map.of());
        return new Census(new KubernetesApi(client, meters, config), new Window(meters, config), new Uids());
    }
}
