package io.akoflow.dispatcher;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.dispatcher.FaultyApi.Request;
import io.akoflow.engine.kubernetes.BarePod;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attempts as pods without Jobs: made, ended, kept and deleted as Jobs are. Pods run until they are ended. */
class PodsWithoutJobsTest extends DispatcherFixture {

    private static final Map<String, String> SETTINGS =
            Map.of("unit", "pod", "pods.annotations.\"akoflow.test/duration\"", "600s");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    PodsWithoutJobsTest() {
        super("pods-without-jobs", SETTINGS);
    }

    @Test
    void shouldMakeAPodOnceAndNoJobWhenItIsReadyTwice() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());

        // when
        bus.say(attempts.ready(0));

        // then
        bus.messages(2, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(world.created("pods", attempts.run().value())).isEqualTo(1);
        assertThat(world.created("jobs", attempts.run().value())).isZero();
        assertThat(pod(attempts)).isNotNull().satisfies(pod -> {
            assertThat(pod.getMetadata().getFinalizers()).containsExactly(BarePod.FINALIZER);
            assertThat(pod.getMetadata().getOwnerReferences()).isEmpty();
        });
    }

    @Test
    void shouldStartNothingAgainWhenSomebodyHasDeletedItsPod() {
        // given
        var attempts = running(Attempts.ofNewRun());
        world.client().pods().withName(attempts.job(0).name()).delete();
        awaitEnded(attempts);

        // when
        bus.say(attempts.ready(0));

        // then
        bus.messages(2, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(world.created("pods", attempts.run().value())).isEqualTo(1);
        assertThat(pod(attempts)).isNotNull();
    }

    @Test
    void shouldDeleteThePodWhenItIsReleased() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());

        // when
        bus.say(attempts.released(0, false));

        // then
        await().atMost(PATIENCE).until(() -> pod(attempts) == null);
        assertThat(calls(attempts, "PATCH")).hasSize(1);
        assertThat(calls(attempts, "DELETE")).hasSize(1);
    }

    @Test
    void shouldLetThePodGoWhenItIsReleasedAfterSomebodyHasDeletedIt() {
        // given
        var attempts = running(Attempts.ofNewRun());
        world.client().pods().withName(attempts.job(0).name()).delete();
        awaitEnded(attempts);

        // when
        bus.say(attempts.released(0, false));

        // then
        await().atMost(PATIENCE).until(() -> pod(attempts) == null);
        assertThat(calls(attempts, "DELETE")).isEmpty();
    }

    @Test
    void shouldDeleteWhatAnotherDispatcherMadeWhenItIsReleased() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        try (var other = world.dispatcher("pods-other", SETTINGS)) {
            // when
            bus.say(attempts.released(0, false));

            // then
            await().atMost(PATIENCE).until(() -> other.outcomes("released") == 1);
        }
        await().atMost(PATIENCE).until(() -> pod(attempts) == null);
    }

    @Test
    void shouldTryAgainToDeleteWhenTroublePasses() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        world.api().add(1, it -> is(it, "PATCH", attempts), status(500, "InternalError", "no"));
        world.api().add(1, it -> is(it, "DELETE", attempts), status(500, "InternalError", "no"));

        // when
        bus.say(attempts.released(0, false));

        // then
        await().atMost(PATIENCE).until(() -> pod(attempts) == null);
    }

    @Test
    void shouldEndThePodAndKeepItsNameWhenItIsWithdrawn() {
        // given
        var attempts = running(Attempts.ofNewRun());

        // when
        bus.say(attempts.withdrawn(0));

        // then
        awaitEnded(attempts);
        assertThat(pod(attempts))
                .isNotNull()
                .satisfies(pod -> assertThat(pod.getMetadata().getAnnotations()).containsKey(BarePod.WITHDRAWN));
        bus.say(attempts.ready(0));
        bus.messages(2, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(world.started(attempts.run().value())).isEqualTo(1);
    }

    @Test
    void shouldStartNothingWhenItIsReadyOnlyAfterItWasWithdrawn() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(attempts.withdrawn(0), attempts.ready(0));

        // then
        bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        awaitEnded(attempts);
        assertThat(world.created("pods", attempts.run().value())).isEqualTo(1);
        assertThat(world.started(attempts.run().value())).isZero();
        bus.say(attempts.released(0, false));
        await().atMost(PATIENCE).until(() -> pod(attempts) == null);
    }

    @Test
    void shouldLeaveNothingWhenItCannotBeMadeAnyMore() {
        // given
        var attempts = Attempts.ofNewRun();
        double before = dispatcher.outcomes("withdrawn");

        // when
        bus.say(attempts.withdrawn(0, Instant.now()));

        // then
        await().atMost(PATIENCE).until(() -> dispatcher.outcomes("withdrawn") == before + 1);
        assertThat(pod(attempts)).isNull();
        assertThat(calls(attempts, "POST")).isEmpty();
    }

    @Test
    void shouldWaitWhenThereIsNoRoomForThePod() {
        // given
        var attempts = Attempts.ofNewRun();
        world.api()
                .add(
                        1,
                        it -> is(it, "POST", attempts) && it.path().endsWith("/pods"),
                        status(403, "Forbidden", "pods \"p\" is forbidden: exceeded quota: work, requested: pods=1"));

        // when
        bus.say(attempts.ready(0));

        // then
        var waiting = bus.message(ActivityWaiting.class, it -> it.run().equals(attempts.run()));
        assertThat(waiting.reason()).isEqualTo(ActivityWaiting.Reason.QUOTA);
    }

    @Test
    void shouldAskWhoWatchesItWhenThePodIsThere() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        var check = new ActivityCheck(attempts.run(), 0, 1, Instant.now(), attempts.job(0));

        // when
        bus.say(check);

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pod(attempts))
                        .isNotNull()
                        .satisfies(it -> assertThat(it.getMetadata().getAnnotations())
                                .containsEntry("akoflow.io/asked", check.at().toString())));
        assertThat(bus.count(ActivityLost.class, it -> it.run().equals(attempts.run())))
                .isZero();
    }

    @Test
    void shouldSayThatItIsLostWhenThereIsNeitherPodNorJob() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(new ActivityCheck(attempts.run(), 0, 1, Instant.now(), attempts.job(0)));

        // then
        assertThat(bus.message(ActivityLost.class, it -> it.run().equals(attempts.run()))
                        .attempt())
                .isEqualTo(1);
    }

    private Attempts dispatched(Attempts attempts) {
        bus.say(attempts.ready(0));
        bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        return attempts;
    }

    private Attempts running(Attempts attempts) {
        dispatched(attempts);
        await().atMost(PATIENCE).until(() -> world.started(attempts.run().value()) == 1);
        return attempts;
    }

    private void awaitEnded(Attempts attempts) {
        await().atMost(PATIENCE).until(() -> {
            var pod = pod(attempts);
            return pod != null
                    && pod.getMetadata().getDeletionTimestamp() != null
                    && Long.valueOf(0).equals(pod.getMetadata().getDeletionGracePeriodSeconds());
        });
    }

    private @Nullable Pod pod(Attempts attempts) {
        return world.client().pods().withName(attempts.job(0).name()).get();
    }

    private List<Request> calls(Attempts attempts, String method) {
        return world.api().seen(attempts.run().value()).stream()
                .filter(it -> it.method().equals(method))
                .toList();
    }

    private static boolean is(Request request, String method, Attempts attempts) {
        return request.method().equals(method) && request.isAbout(attempts.run().value());
    }
}
