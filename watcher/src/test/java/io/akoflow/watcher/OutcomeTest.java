package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.local.kafka.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class OutcomeTest {

    private static EmbeddedKafka kafka;
    private World world;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.temporary();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void shouldSayThatItStartedAndSucceeded() {
        // given
        world = World.processes(kafka);
        world.watcher(Map.of());

        // when
        var attempt = world.create(Jobs.running("echo hello; sleep 0.5"));

        // then
        var started = world.bus().first(ActivityStarted.class, attempt);
        var succeeded = world.bus().first(ActivitySucceeded.class, attempt);
        assertThat(succeeded.pod()).isEqualTo(started.pod());
        assertThat(succeeded.startedAt()).isEqualTo(started.at());
        assertThat(succeeded.at()).isAfterOrEqualTo(started.at());
        assertThat(succeeded.warnings()).isEmpty();
        var logged = world.bus().first(ActivityLogged.class, attempt);
        assertThat(logged.complete()).isTrue();
        assertThat(logged.bytes()).isEqualTo(6);
        assertThat(new String(world.bus().wholeLog(attempt), StandardCharsets.UTF_8))
                .isEqualTo("hello\n");
    }

    @Test
    void shouldSayExitCodeAndLastLinesWhenItFails() {
        // given
        world = World.processes(kafka);
        world.watcher(Map.of());

        // when
        var attempt = world.create(Jobs.running("echo one; echo two >&2; exit 3"));

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.USER);
        assertThat(failed.failure().kind()).isEqualTo("ExitCode");
        assertThat(failed.failure().exitCode()).isEqualTo(3);
        assertThat(failed.failure().logTail()).isEqualTo("one\ntwo");
        assertThat(new String(world.bus().wholeLog(attempt), StandardCharsets.UTF_8))
                .isEqualTo("one\ntwo\n");
    }

    @Test
    void shouldWaitAndThenFailWhenImageIsNotThere() {
        // given
        world = World.simulated(kafka);
        world.watcher(Map.of("waits.grace", "PT1.5S"));

        // when
        var attempt = world.create(Jobs.with(Jobs.running("true"), "image-pull", "fail"));

        // then
        var waiting = world.bus().first(ActivityWaiting.class, attempt);
        assertThat(waiting.reason()).isEqualTo(ActivityWaiting.Reason.IMAGE);
        assertThat(waiting.dispatched()).isTrue();
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(failed.failure().kind()).isEqualTo("ImagePull");
        assertThat(world.bus().all(ActivityWaiting.class, attempt)).hasSize(1);
        assertThat(world.bus().first(ActivityLogged.class, attempt))
                .extracting(ActivityLogged::bytes, ActivityLogged::complete)
                .containsExactly(0L, true);
    }
}
