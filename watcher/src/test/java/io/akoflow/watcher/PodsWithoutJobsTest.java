package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of attempts that are pods without Jobs. */
@SuppressWarnings("NullAway.Init") // each test begins with it
class PodsWithoutJobsTest {

    private World world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void shouldSayThatItStartedAndSucceeded() {
        // given
        world = World.processes();
        var watcher = world.watcher(Map.of());

        // when
        var attempt = create(Jobs.running("echo hello; sleep 0.5"));

        // then
        var started = world.bus().first(ActivityStarted.class, attempt);
        assertThat(started.pod().name()).isEqualTo(KubernetesNames.job(attempt, "step"));
        assertThat(world.bus().first(ActivitySucceeded.class, attempt).pod()).isEqualTo(started.pod());
        assertThat(world.bus().first(ActivityLogged.class, attempt).bytes()).isEqualTo(6);
        release(attempt);
        await().untilAsserted(() -> assertThat(watcher.attempts()).isZero());
    }

    @Test
    void shouldNotBlameTheCommandWhenItIsEvicted() {
        // given
        world = World.simulated();
        world.watcher(Map.of());

        // when
        var attempt = create(Jobs.with(Jobs.running("true"), "evict", "true"));

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.INFRASTRUCTURE);
        assertThat(failed.failure().kind()).isEqualTo("Evicted");
    }

    @Test
    void shouldBlameWhoDeletesItWhenItIsDeletedWhileItRuns() {
        // given
        world = World.processes();
        var watcher = world.watcher(Map.of());
        var attempt = create(Jobs.running("sleep 60"));
        world.bus().first(ActivityStarted.class, attempt);

        // when
        pod(attempt).delete();

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().kind()).isEqualTo("Deleted");
        assertThat(failed.failure().cause()).startsWith("Its pod");
        world.bus().first(ActivityLogged.class, attempt);
        assertThat(watcher.attempts()).isEqualTo(1);
        release(attempt);
        await().untilAsserted(() -> assertThat(watcher.attempts()).isZero());
    }

    @Test
    void shouldKnowHowItEndedWhenItWasDeletedBeforeAnybodyWatched() {
        // given
        world = World.simulated();
        var attempt = create(Jobs.with(Jobs.running("true"), "exit-code", "3"));
        await().until(() -> pod(attempt).get().getStatus().getContainerStatuses().stream()
                .map(it -> it.getState().getTerminated())
                .anyMatch(it -> it != null && isOfAnEarlierSecond(it.getFinishedAt())));
        pod(attempt).delete();
        await().until(() -> pod(attempt).get().getMetadata().getDeletionTimestamp() != null);

        // when
        world.watcher(Map.of());

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().kind()).isEqualTo("ExitCode");
        assertThat(failed.failure().exitCode()).isEqualTo(3);
    }

    @Test
    void shouldSayWithdrawnWhenAkoflowDeletesIt() {
        // given
        world = World.processes();
        world.watcher(Map.of());
        var attempt = create(Jobs.running("sleep 60"));
        world.bus().first(ActivityStarted.class, attempt);

        // when
        annotate(attempt, BarePod.WITHDRAWN, "true");
        pod(attempt).delete();

        // then
        assertThat(world.bus().first(ActivityFailed.class, attempt).failure().kind())
                .isEqualTo("Withdrawn");
    }

    @Test
    void shouldSayDeletedWhenItIsGoneInSpiteOfItsFinalizer() {
        // given
        world = World.processes();
        var watcher = world.watcher(Map.of());
        var attempt = create(Jobs.running("sleep 60"));
        world.bus().first(ActivityStarted.class, attempt);

        // when
        release(attempt);

        // then
        assertThat(world.bus().first(ActivityFailed.class, attempt).failure().kind())
                .isEqualTo("Deleted");
        await().untilAsserted(() -> assertThat(watcher.attempts()).isZero());
    }

    @Test
    void shouldSayTheEndAgainWhenAsked() {
        // given
        world = World.simulated();
        world.watcher(Map.of());
        var attempt = create(Jobs.running("true"));
        world.bus().first(ActivityLogged.class, attempt);

        // when
        annotate(attempt, JobLabels.ASKED, "2026-01-01T12:00:00Z");

        // then
        await().untilAsserted(() ->
                assertThat(world.bus().all(ActivitySucceeded.class, attempt)).hasSize(2));
        assertThat(world.bus().all(ActivityLogged.class, attempt)).hasSize(1);
    }

    /** What ends and is deleted in the same second may have ended because of that. */
    private static boolean isOfAnEarlierSecond(String time) {
        return Instant.parse(time).plusSeconds(1).isBefore(Instant.now());
    }

    /** The pod that a Job would make, by the Job's name. */
    private AttemptId create(Job job) {
        var template = job.getSpec().getTemplate();
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(job.getMetadata().getName())
                .withLabels(template.getMetadata().getLabels())
                .withAnnotations(template.getMetadata().getAnnotations())
                .withFinalizers(BarePod.FINALIZER)
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
        world.client().pods().resource(pod).create();
        return Jobs.attempt(job);
    }

    private void release(AttemptId attempt) {
        pod(attempt)
                .edit(it -> new PodBuilder(it)
                        .editMetadata()
                        .withFinalizers(List.of())
                        .endMetadata()
                        .build());
        pod(attempt).delete();
    }

    private void annotate(AttemptId attempt, String name, String value) {
        pod(attempt)
                .edit(it -> new PodBuilder(it)
                        .editMetadata()
                        .addToAnnotations(name, value)
                        .endMetadata()
                        .build());
    }

    private PodResource pod(AttemptId attempt) {
        return world.client().pods().withName(KubernetesNames.job(attempt, "step"));
    }
}
