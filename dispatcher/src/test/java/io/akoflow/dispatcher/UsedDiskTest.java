package io.akoflow.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An activity that needs what others wrote gets no empty disk")
class UsedDiskTest extends DispatcherFixture {

    UsedDiskTest() {
        super("used-disk", Map.of());
    }

    @Test
    void shouldRunOnTheDiskThatIsThereWhenOthersWroteOnIt() {
        // given
        var attempts = Attempts.ofNewRun();
        bus.say(attempts.ready(0));
        bus.message(
                ActivityDispatched.class,
                it -> it.attemptId().equals(attempts.ready(0).attemptId()));
        var next = attempts.afterAnother().ready(1);

        // when
        bus.say(next);

        // then
        bus.message(ActivityDispatched.class, it -> it.attemptId().equals(next.attemptId()));
        assertThat(world.created("persistentvolumeclaims", attempts.run().value()))
                .isEqualTo(1);
    }

    @Test
    void shouldMakeTheDiskAnewWhenItIsGoneAndNobodyNeedsItsFiles() {
        // given
        var attempts = Attempts.ofNewRun();
        wipe(attempts);

        // when
        bus.say(second(attempts.ready(0)));

        // then
        bus.message(ActivityDispatched.class, it -> isSecond(it, attempts));
        assertThat(claim(attempts).get()).isNotNull();
    }

    @Test
    void shouldRefuseWhenTheDiskIsGoneAndItsFilesAreNeeded() {
        // given
        var attempts = Attempts.ofNewRun();
        wipe(attempts);

        // when
        bus.say(second(attempts.afterAnother().ready(1)));

        // then
        var failure =
                bus.message(ActivityRefused.class, it -> isSecond(it, attempts)).failure();
        assertThat(failure.failureClass()).isEqualTo(Failure.FailureClass.CONFIGURATION);
        assertThat(failure.kind()).isEqualTo("DiskLost");
        assertThat(failure.cause()).contains(KubernetesNames.runClaim(attempts.run()));
        assertThat(claim(attempts).get()).isNull();
    }

    /** Has an attempt made, and deletes all of it. */
    private void wipe(Attempts attempts) {
        bus.say(attempts.ready(0));
        bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        world.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace("akoflow-work")
                .withName(attempts.job(0).name())
                .delete();
        claim(attempts).delete();
        await("the disk to be gone")
                .atMost(Duration.ofSeconds(20))
                .until(() -> claim(attempts).get() == null);
    }

    private Resource<PersistentVolumeClaim> claim(Attempts attempts) {
        return world.client()
                .persistentVolumeClaims()
                .inNamespace("akoflow-work")
                .withName(KubernetesNames.runClaim(attempts.run()));
    }

    private static ActivityReady second(ActivityReady first) {
        return new ActivityReady(first.run(), first.activity(), 2, first.validUntil(), first.spec());
    }

    private static boolean isSecond(Observation seen, Attempts attempts) {
        return seen.run().equals(attempts.run()) && seen.attempt() == 2;
    }
}
