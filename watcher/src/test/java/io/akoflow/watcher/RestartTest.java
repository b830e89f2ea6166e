package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.local.FreePort;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.kafka.KafkaSettings;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // each test begins with it
class RestartTest {

    private World world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void shouldSayWhatHappenedMeanwhileWhenItIsStartedAgain() {
        // given
        world = World.processes();
        var first = world.watcher(Map.of());
        var ended = world.create(Jobs.running("echo before"));
        var running = world.create(Jobs.running("echo begun; sleep 3; echo through; exit 4"));
        world.bus().first(ActivityLogged.class, ended);
        world.bus().first(ActivityStarted.class, running);
        first.close();

        // when
        var meanwhile = world.create(Jobs.running("echo meanwhile"));
        var started = System.nanoTime();
        world.watcher(Map.of());
        var toReady = Duration.ofNanos(System.nanoTime() - started);

        // then
        assertThat(toReady).isLessThan(Duration.ofSeconds(6));
        assertThat(text(world.bus().wholeLog(meanwhile))).isEqualTo("meanwhile\n");
        assertThat(world.bus().first(ActivityFailed.class, running).failure().exitCode())
                .isEqualTo(4);
        assertThat(text(world.bus().wholeLog(running))).isEqualTo("begun\nthrough\n");
        await().untilAsserted(() ->
                assertThat(world.bus().all(ActivitySucceeded.class, ended)).hasSizeGreaterThan(1));
        assertThat(world.bus().all(ActivitySucceeded.class, ended))
                .extracting(ActivitySucceeded::messageId)
                .containsOnly(ended + "/succeeded");
        assertThat(world.logReads(ended)).isEqualTo(1);
    }

    @Test
    void shouldGoOnAtOnceWhenItWasKilledAndIsCalledTheSame() {
        // given
        world = World.simulated();
        world.watcher(Map.of()).kill();
        var attempt = world.create(Jobs.running("true"));

        // when
        var started = System.nanoTime();
        world.watcher(Map.of());

        // then
        world.bus().first(ActivitySucceeded.class, attempt);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void shouldLoseNothingWhenKubernetesIsAwayForAWhile() {
        // given
        world = World.simulated();
        world.watcher(Map.of());
        var attempt = world.create(Jobs.with(Jobs.running("true"), "duration", "2s"));
        world.bus().first(ActivityStarted.class, attempt);

        // when
        world.stopKubernetes();
        world.startKubernetes();

        // then
        world.bus().first(ActivitySucceeded.class, attempt);
        var later = world.create(Jobs.running("true"));
        assertThat(world.bus().first(ActivityLogged.class, later).complete()).isTrue();
    }

    @Test
    void shouldSayThatNodeIsLostWhenItsPodsWentWithIt() {
        // given
        world = World.processes();
        world.watcher(Map.of());
        var attempt = world.create(Jobs.running("echo begun; sleep 60"));
        await().untilAsserted(() ->
                assertThat(text(world.bus().log(attempt, "activity"))).isEqualTo("begun\n"));

        // when
        world.stopKubernetes();
        world.startKubernetes();

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.INFRASTRUCTURE);
        assertThat(failed.failure().kind()).isEqualTo("NodeLost");
        assertThat(text(world.bus().wholeLog(attempt))).isEqualTo("begun\n");
    }

    @Test
    void shouldListAgainWhenKubernetesHasForgottenWhatCameBetween() {
        // given
        world = World.simulated();
        world.watcher(Map.of());
        var gone = world.create(Jobs.with(Jobs.running("true"), "duration", "60s"));
        world.bus().first(ActivityStarted.class, gone);
        List<AttemptId> meanwhile = new ArrayList<>();

        // when
        world.elsewhere(there -> {
            there.batch().v1().jobs().delete();
            await().until(() -> there.pods().list().getItems().isEmpty());
            for (int i = 0; i < 5; i++) {
                Job job = Jobs.running("true");
                there.batch().v1().jobs().resource(job).create();
                meanwhile.add(Jobs.attempt(job));
            }
        });

        // then
        for (var attempt : meanwhile) {
            world.bus().first(ActivitySucceeded.class, attempt);
        }
        assertThat(world.bus().first(ActivityFailed.class, gone).failure().kind())
                .isEqualTo("Deleted");
    }

    @Test
    void shouldBeginWhenKubernetesComesLater() {
        // given
        world = World.simulated();
        world.stopKubernetes();
        var watcher = world.unreadyWatcher(Map.of());
        assertThat(watcher.health().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);

        // when
        world.startKubernetes();

        // then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(watcher.health().getStatus()).isEqualTo(HealthCheckResponse.Status.UP));
        var attempt = world.create(Jobs.running("true"));
        world.bus().first(ActivitySucceeded.class, attempt);
    }

    @Test
    void shouldKeepAnOutcomeUntilKafkaTakesItWhenKafkaIsAway() {
        // given
        var folder = PrivateFiles.temporaryFolder("akoflow-watcher-kafka");
        var settings = new KafkaSettings(folder, FreePort.find(), PrivateFiles.randomSecret());
        var kafka = EmbeddedKafka.start(settings);
        world = World.simulated(kafka);
        world.watcher(Map.of());
        kafka.close();

        // when
        var attempt = world.create(Jobs.running("true"));
        await().until(() -> world.logReads(attempt) > 0);
        try (var again = EmbeddedKafka.start(settings)) {

            // then
            assertThat(again.clientSettings()).isEqualTo(kafka.clientSettings());
            world.bus().first(ActivitySucceeded.class, attempt);
            assertThat(world.bus().first(ActivityLogged.class, attempt).complete())
                    .isTrue();
            world.close();
        }
        PrivateFiles.delete(folder);
        world = World.simulated();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
