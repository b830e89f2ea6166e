package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was said is said again when somebody asks, since it may have been lost. */
@SuppressWarnings("NullAway.Init") // each test begins with it
class AskedTest {

    private World world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void shouldSayTheEndAgainWhenAsked() {
        // given
        world = World.simulated();
        world.watcher(Map.of());
        var attempt = world.create(Jobs.running("true"));
        world.bus().first(ActivityLogged.class, attempt);
        assertThat(world.bus().all(ActivitySucceeded.class, attempt)).hasSize(1);

        // when
        ask(attempt, "2026-01-01T12:00:00Z");

        // then
        await().untilAsserted(() ->
                assertThat(world.bus().all(ActivitySucceeded.class, attempt)).hasSize(2));
        assertThat(world.bus().all(ActivityLogged.class, attempt)).hasSize(1);
    }

    @Test
    void shouldSayTheStartAgainEachTimeThatItIsAsked() {
        // given
        world = World.processes();
        world.watcher(Map.of());
        var attempt = world.create(Jobs.running("sleep 600"));
        world.bus().first(ActivityStarted.class, attempt);

        // when
        ask(attempt, "2026-01-01T12:00:00Z");
        await().untilAsserted(() ->
                assertThat(world.bus().all(ActivityStarted.class, attempt)).hasSize(2));
        ask(attempt, "2026-01-01T12:15:00Z");

        // then
        await().untilAsserted(() ->
                assertThat(world.bus().all(ActivityStarted.class, attempt)).hasSize(3));
    }

    private void ask(AttemptId attempt, String when) {
        world.client()
                .batch()
                .v1()
                .jobs()
                .withName(KubernetesNames.job(attempt, "step"))
                .edit(job -> new JobBuilder(job)
                        .editMetadata()
                        .addToAnnotations(JobLabels.ASKED, when)
                        .endMetadata()
                        .build());
    }
}
