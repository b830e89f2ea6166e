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
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.PodSettings;
import io.akoflow.engine.kubernetes.Tombstone;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said of attempts of which the dispatcher has made tombstones. */
@SuppressWarnings("NullAway.Init") // each test begins with it
class WithdrawnTest {

    private World world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void shouldSayThatItEndedWhenItIsWithdrawnWhileItRuns() {
        // given
        world = World.processes();
        world.watcher(Map.of());
        var attempt = world.create(Jobs.running("echo begun; sleep 600"));
        world.bus().first(ActivityStarted.class, attempt);

        // when
        withdraw(attempt);

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().kind()).isEqualTo("Withdrawn");
        assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.INFRASTRUCTURE);
        assertThat(failed.startedAt()).isNotNull();
        world.bus().first(ActivityLogged.class, attempt);
    }

    @Test
    void shouldSayThatItEndedWhenThereIsOnlyATombstone() {
        // given
        world = World.simulated();
        world.watcher(Map.of());
        var attempt = new AttemptId(World.newRun(), 0, 1);
        var job = new JobRef(World.NAMESPACE, KubernetesNames.job(attempt, "step"));
        var tombstone =
                Tombstone.of(Pack.alone(attempt), job, PodSettings.DEFAULT).tree();

        // when
        world.create(Serialization.unmarshal(Serialization.asJson(tombstone), Job.class));

        // then
        var failed = world.bus().first(ActivityFailed.class, attempt);
        assertThat(failed.failure().kind()).isEqualTo("Withdrawn");
        assertThat(failed.pod()).isNull();
        assertThat(failed.startedAt()).isNull();
    }

    @Test
    void shouldSayThatItSucceededWhenItIsWithdrawnAfterItsEnd() {
        // given
        world = World.simulated();
        var attempt = world.create(Jobs.running("true"));
        var job = world.client().batch().v1().jobs().withName(KubernetesNames.job(attempt, "step"));
        await().until(() -> Integer.valueOf(1).equals(job.get().getStatus().getSucceeded()));
        withdraw(attempt);

        // when
        world.watcher(Map.of());

        // then
        world.bus().first(ActivitySucceeded.class, attempt);
        assertThat(world.bus().all(ActivityFailed.class, attempt)).isEmpty();
    }

    private void withdraw(AttemptId attempt) {
        var job = world.client().batch().v1().jobs().withName(KubernetesNames.job(attempt, "step"));
        var patch = Tombstone.patch(job.get().getMetadata().getUid());
        job.patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(patch));
    }
}
