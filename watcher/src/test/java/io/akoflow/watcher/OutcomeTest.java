package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // each test begins with it
class OutcomeTest {

    private World world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void shouldSayThatItStartedAndSucceeded() {
        // given
        world = World.processes();
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
        assertThat(world.bus().heard()).allSatisfy(known -> {
            assertThat(known.envelope().source()).isEqualTo("akoflow/watcher");
            assertThat(known.envelope().id()).isEqualTo(known.message().messageId());
        });
        assertThat(world.bus().traceOf(succeeded)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void shouldSayExitCodeAndLastLinesWhenItFails() {
        // given
        world = World.processes();
        world.watcher(Map.of());

        // when
        var attempt = world.create(Jobs.running("echo one; echo two >&2; exit 3"));

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.USER);
        assertThat(failed.failure().kind()).isEqualTo("ExitCode");
        assertThat(failed.failure().exitCode()).isEqualTo(3);
        assertThat(failed.failure().logTail()).isEqualTo("one\ntwo");
    }

    @Test
    void shouldSayOutOfMemoryWhenItIsKilledForThat() {
        // given
        world = World.simulated();
        world.watcher(Map.of());

        // when
        var attempt = world.create(Jobs.with(Jobs.running("true"), "oom", "true"));

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.USER);
        assertThat(failed.failure().kind()).isEqualTo("OutOfMemory");
    }

    @Test
    void shouldNotBlameTheCommandWhenItsPodIsEvicted() {
        // given
        world = World.simulated();
        world.watcher(Map.of());

        // when
        var attempt = world.create(Jobs.with(Jobs.running("true"), "evict", "true"));

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.INFRASTRUCTURE);
        assertThat(failed.failure().kind()).isEqualTo("Evicted");
        assertThat(world.bus().first(ActivityLogged.class, attempt).bytes()).isZero();
    }

    @Test
    void shouldWaitAndThenFailWhenImageIsNotThere() {
        // given
        world = World.simulated();
        world.watcher(Map.of("waits.grace", "PT1.5S"));

        // when
        var attempt = world.create(Jobs.with(Jobs.running("true"), "image-pull", "fail"));

        // then
        var waiting = world.bus().first(ActivityWaiting.class, attempt);
        assertThat(waiting.reason()).isEqualTo(Reason.IMAGE);
        assertThat(waiting.dispatched()).isTrue();
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(failed.failure().kind()).isEqualTo("ImagePull");
        assertThat(world.bus().all(ActivityWaiting.class, attempt)).hasSize(1);
        assertThat(world.bus().first(ActivityLogged.class, attempt))
                .extracting(ActivityLogged::bytes, ActivityLogged::complete)
                .containsExactly(0L, true);
    }

    @Test
    void shouldSayWhyThereIsNoPodWhenEventsTell() {
        // given
        world = World.simulated();
        world.watcher(Map.of());
        var job = new JobBuilder(Jobs.running("true"))
                .editSpec()
                .withSuspend(true)
                .endSpec()
                .build();
        var attempt = world.create(job);

        // when
        tell(attempt, "first", "Error creating: pods \"step\" is forbidden: exceeded quota: work, requested: pods=1");
        var waiting = world.bus().first(ActivityWaiting.class, attempt);
        tell(attempt, "second", "Error creating: pods \"step\" is forbidden: violates PodSecurity \"baseline:latest\"");

        // then
        assertThat(waiting.reason()).isEqualTo(Reason.QUOTA);
        assertThat(waiting.message()).contains("exceeded quota: work");
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().kind()).isEqualTo("Refused");
        assertThat(failed.failure().cause()).contains("violates PodSecurity");
        assertThat(failed.pod()).isNull();
    }

    @Test
    void shouldKnowWhyWhenTheEventCameBeforeTheJobWasKnown() {
        // given
        world = World.simulated();
        var job = new JobBuilder(Jobs.running("true"))
                .editSpec()
                .withSuspend(true)
                .endSpec()
                .build();
        var attempt = world.create(job);
        tell(attempt, "early", "Error creating: pods \"step\" is forbidden: exceeded quota: work");

        // when
        world.watcher(Map.of());

        // then
        assertThat(world.bus().first(ActivityWaiting.class, attempt).reason()).isEqualTo(Reason.QUOTA);
    }

    @Test
    void shouldBlameWhoDeletesWhenPodIsDeletedFromOutside() {
        // given
        world = World.processes();
        world.watcher(Map.of());
        var attempt = world.create(Jobs.running("sleep 60"));
        var pod = world.bus().first(ActivityStarted.class, attempt).pod().name();

        // when
        world.client().pods().withName(pod).delete();

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.INFRASTRUCTURE);
        assertThat(failed.failure().kind()).isEqualTo("Deleted");
        assertThat(failed.failure().cause()).startsWith("Its pod");
        assertThat(world.bus().first(ActivityLogged.class, attempt).bytes()).isZero();
    }

    @Test
    void shouldBlameWhoDeletesWhenJobIsDeletedFromOutside() {
        // given
        world = World.processes();
        var watcher = world.watcher(Map.of());
        var attempt = world.create(Jobs.running("sleep 60"));
        world.bus().first(ActivityStarted.class, attempt);

        // when
        delete(attempt);

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().kind()).isEqualTo("Deleted");
        assertThat(failed.failure().cause()).startsWith("Its Job");
        assertThat(world.bus().first(ActivityLogged.class, attempt).bytes()).isZero();
        await().untilAsserted(() -> assertThat(watcher.attempts()).isZero());
    }

    @Test
    void shouldSayHowItEndedWhenItsJobLeftItsPodBehind(@TempDir Path folder) throws IOException {
        // given
        world = World.processes();
        world.watcher(Map.of());
        var end = folder.resolve("end");
        var attempt = world.create(Jobs.running("while [ ! -e %s ]; do sleep 0.05; done".formatted(end)));
        var started = world.bus().first(ActivityStarted.class, attempt);

        // when
        world.client()
                .batch()
                .v1()
                .jobs()
                .withName(KubernetesNames.job(attempt, "step"))
                .withPropagationPolicy(DeletionPropagation.ORPHAN)
                .delete();
        Files.createFile(end);

        // then
        var succeeded = world.bus().first(ActivitySucceeded.class, attempt);
        assertThat(succeeded.pod()).isEqualTo(started.pod());
    }

    @Test
    void shouldSayNothingMoreWhenJobIsDeletedAfterItsEnd() {
        // given
        world = World.simulated();
        var watcher = world.watcher(Map.of());
        var attempt = world.create(Jobs.running("true"));
        world.bus().first(ActivityLogged.class, attempt);
        long before = world.bus().about(attempt);

        // when
        delete(attempt);

        // then
        await().untilAsserted(() -> assertThat(watcher.attempts()).isZero());
        assertThat(world.bus().about(attempt)).isEqualTo(before);
    }

    @Test
    void shouldSayTheEndAgainWhenNobodyDeletesTheJob() {
        // given
        world = World.simulated();
        world.watcher(Map.of("reminder", "PT0.5S"));

        // when
        var attempt = world.create(Jobs.running("true"));

        // then
        await().untilAsserted(() ->
                assertThat(world.bus().all(ActivitySucceeded.class, attempt)).hasSizeGreaterThan(2));
        assertThat(world.bus().all(ActivityLogged.class, attempt)).hasSize(1);
    }

    private void delete(AttemptId attempt) {
        world.client()
                .batch()
                .v1()
                .jobs()
                .withName(KubernetesNames.job(attempt, "step"))
                .delete();
    }

    private void tell(AttemptId attempt, String name, String message) {
        var event = new EventBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewInvolvedObject()
                .withKind("Job")
                .withNamespace(World.NAMESPACE)
                .withName(KubernetesNames.job(attempt, "step"))
                .endInvolvedObject()
                .withReason("FailedCreate")
                .withMessage(message)
                .withLastTimestamp(java.time.Instant.now().toString())
                .build();
        world.client().v1().events().resource(event).create();
    }
}
