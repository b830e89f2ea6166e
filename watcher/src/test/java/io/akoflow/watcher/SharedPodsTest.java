package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.PodSettings;
import io.akoflow.engine.kubernetes.Tombstone;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts that share a pod: what is seen of it is said of each of them. */
@SuppressWarnings("NullAway.Init") // each test begins with it
class SharedPodsTest {

    private World world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void shouldSayOfEachHowItEndedWhenOneFailsWhileAnotherGoesOn() {
        // given
        world = World.processes();
        world.watcher(Map.of());

        // when
        var first = world.create(Jobs.sharing(Jobs.running("true"), "echo no >&2; exit 3", "sleep 100"));

        // then
        var failed = world.bus().first(ActivityFailed.class, member(first, 1));
        assertThat(failed.failure().exitCode()).isEqualTo(3);
        assertThat(failed.failure().logTail()).isEqualTo("no");
        world.bus().first(ActivitySucceeded.class, first);
        var started = world.bus().first(ActivityStarted.class, member(first, 2));
        assertThat(started.pod()).isEqualTo(failed.pod());
        assertThat(world.bus().all(ActivityFailed.class, member(first, 2))).isEmpty();
        assertThat(world.bus().all(ActivitySucceeded.class, member(first, 2))).isEmpty();
    }

    @Test
    void shouldPassOnTheLogOfEachWhenTheyPrint() {
        // given
        world = World.processes();
        world.watcher(Map.of());

        // when
        var first = world.create(Jobs.sharing(Jobs.running("echo zero"), "echo one; sleep 1; echo more", "true"));

        // then
        assertThat(log(first)).isEqualTo("zero\n");
        assertThat(log(member(first, 1))).isEqualTo("one\nmore\n");
        assertThat(world.bus().first(ActivityLogged.class, member(first, 2)).bytes())
                .isZero();
    }

    @Test
    void shouldForgetAllWhenTheirJobIsGone() {
        // given
        world = World.processes();
        var watcher = world.watcher(Map.of());
        var job = Jobs.sharing(Jobs.running("true"), "true", "true");
        var first = world.create(job);
        for (int i = 0; i < 3; i++) {
            world.bus().first(ActivityLogged.class, member(first, i));
        }
        assertThat(watcher.attempts()).isEqualTo(3);

        // when
        world.client().resource(job).delete();

        // then
        await().untilAsserted(() -> assertThat(watcher.attempts()).isZero());
    }

    @Test
    void shouldBlameNobodyWhoHadNotEndedWhenThePodIsDeleted() {
        // given
        world = World.processes();
        world.watcher(Map.of());
        var first = world.create(Jobs.sharing(Jobs.running("true"), "sleep 100"));
        world.bus().first(ActivitySucceeded.class, first);
        world.bus().first(ActivityStarted.class, member(first, 1));

        // when
        world.client()
                .pods()
                .withLabel("job-name", KubernetesNames.job(first, "step"))
                .delete();

        // then
        assertThat(world.bus().first(ActivityFailed.class, member(first, 1)).failure())
                .extracting(it -> it.failureClass(), it -> it.kind())
                .containsExactly(FailureClass.INFRASTRUCTURE, "Deleted");
        assertThat(world.bus().all(ActivityFailed.class, first)).isEmpty();
    }

    @Test
    void shouldSayThatAllSucceededWhenOnlyTheJobIsLeftToTell() {
        // given
        world = World.processes();
        var job = Jobs.sharing(Jobs.running("true"), "true");
        var first = world.create(job);
        await().until(() -> jobOf(first).getStatus().getSucceeded() != null);
        world.client()
                .pods()
                .withLabel("job-name", KubernetesNames.job(first, "step"))
                .delete();
        await().until(() -> world.client().pods().list().getItems().isEmpty());

        // when
        world.watcher(Map.of());

        // then
        world.bus().first(ActivitySucceeded.class, first);
        world.bus().first(ActivitySucceeded.class, member(first, 1));
    }

    @Test
    void shouldSayThatAllAreWithdrawnWhenTheJobIsTheirTombstone() {
        // given
        world = World.simulated();
        world.watcher(Map.of());
        var first = new AttemptId(World.newRun(), 0, 1);
        var pack = new Pack(List.of(first, member(first, 1)));
        var job = new JobRef(World.NAMESPACE, KubernetesNames.job(first, "step"));

        // when
        var tombstone = Tombstone.of(pack, job, PodSettings.DEFAULT).tree();
        world.create(Serialization.unmarshal(Serialization.asJson(tombstone), Job.class));

        // then
        for (int i = 0; i < 2; i++) {
            assertThat(world.bus()
                            .first(ActivityFailed.class, member(first, i))
                            .failure()
                            .kind())
                    .isEqualTo("Withdrawn");
        }
    }

    @Test
    void shouldSayWhatEachWaitsForWhenTheirPodCannotBeMade() {
        // given
        world = World.simulated();
        world.watcher(Map.of());
        var suspended = new JobBuilder(Jobs.sharing(Jobs.running("true"), "true"))
                .editSpec()
                .withSuspend(true)
                .endSpec()
                .build();
        var first = world.create(suspended);

        // when
        world.client()
                .v1()
                .events()
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName("trouble")
                        .endMetadata()
                        .withReason("FailedCreate")
                        .withMessage("Error creating: Internal error occurred: no answer")
                        .withNewInvolvedObject()
                        .withKind("Job")
                        .withName(suspended.getMetadata().getName())
                        .withNamespace(World.NAMESPACE)
                        .endInvolvedObject()
                        .withLastTimestamp("2026-11-28T12:00:00Z")
                        .build())
                .create();

        // then
        for (int i = 0; i < 2; i++) {
            assertThat(world.bus()
                            .first(ActivityWaiting.class, member(first, i))
                            .message())
                    .contains("no answer");
        }
    }

    @Test
    void shouldSayAllEndsAgainWhenSomebodyAsks() {
        // given
        world = World.simulated();
        world.watcher(Map.of());
        var job = Jobs.sharing(Jobs.running("true"), "true");
        var first = world.create(job);
        world.bus().first(ActivitySucceeded.class, first);
        world.bus().first(ActivitySucceeded.class, member(first, 1));

        // when
        world.client()
                .batch()
                .v1()
                .jobs()
                .withName(job.getMetadata().getName())
                .edit(it -> new JobBuilder(it)
                        .editMetadata()
                        .addToAnnotations("akoflow.io/asked", "2026-11-28T12:00:00Z")
                        .endMetadata()
                        .build());

        // then
        await().untilAsserted(() -> {
            assertThat(world.bus().all(ActivitySucceeded.class, first)).hasSize(2);
            assertThat(world.bus().all(ActivitySucceeded.class, member(first, 1)))
                    .hasSize(2);
        });
    }

    private String log(AttemptId attempt) {
        return new String(world.bus().wholeLog(attempt), StandardCharsets.UTF_8);
    }

    private Job jobOf(AttemptId first) {
        return world.client()
                .batch()
                .v1()
                .jobs()
                .withName(KubernetesNames.job(first, "step"))
                .get();
    }

    private static AttemptId member(AttemptId first, int activity) {
        return new AttemptId(first.run(), activity, 1);
    }
}
