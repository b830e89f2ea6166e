package io.akoflow.dispatcher;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.dispatcher.messaging.RunningDispatcher;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attempts that are Jobs, where pods are made without Jobs by now. */
class ChangedUnitTest extends DispatcherFixture {

    private static final Map<String, String> SETTINGS = Map.of("unit", "pod");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    ChangedUnitTest() {
        super("changed-unit", SETTINGS);
    }

    @Test
    void shouldMakeNoPodWhenItIsAJobFromBeforeTheUnitWasChanged() {
        // given
        var attempts = Attempts.ofNewRun();
        withJobs(() -> dispatched(attempts));

        // when
        bus.say(attempts.ready(0), attempts.ready(1));

        // then
        bus.messages(3, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(pod(attempts)).isNull();
        assertThat(world.client().pods().withName(attempts.job(1).name()).get()).isNotNull();
    }

    @Test
    void shouldDeleteTheJobWhenItIsFromBeforeTheUnitWasChanged() {
        // given
        var attempts = Attempts.ofNewRun();
        withJobs(() -> dispatched(attempts));

        // when
        bus.say(attempts.released(0, false));

        // then
        await().atMost(PATIENCE).until(() -> !hasJob(attempts));
    }

    @Test
    void shouldEndTheJobWhenItIsWithdrawnAndFromBeforeTheUnitWasChanged() {
        // given
        var attempts = Attempts.ofNewRun();
        withJobs(() -> dispatched(attempts));

        // when
        bus.say(attempts.withdrawn(0));

        // then
        var job = world.client().batch().v1().jobs().withName(attempts.job(0).name());
        await().atMost(PATIENCE)
                .until(() -> Long.valueOf(0).equals(job.get().getSpec().getActiveDeadlineSeconds()));
        assertThat(world.created("pods", attempts.job(0).name())).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldMakeNoPodWhenNobodyCanSayWhetherItIsAJob() {
        // given
        var attempts = Attempts.ofNewRun();
        world.api()
                .add(
                        5, // as often as its patience of three seconds takes
                        it -> it.method().equals("GET") && it.path().endsWith("/jobs"),
                        status(500, "InternalError", "etcd is busy"));

        // when
        bus.say(attempts.ready(0));

        // then
        var waiting = bus.message(ActivityWaiting.class, it -> it.run().equals(attempts.run()));
        assertThat(waiting.reason()).isEqualTo(ActivityWaiting.Reason.API);
        assertThat(pod(attempts)).isNull();
    }

    /** Does something while the dispatcher makes Jobs. */
    private void withJobs(Runnable work) {
        dispatcher.close();
        try (var _ = jobs()) {
            work.run();
        }
        dispatcher = world.dispatcherFromWhereItWas("changed-unit", SETTINGS);
    }

    private RunningDispatcher jobs() {
        return world.dispatcherFromWhereItWas("changed-unit", Map.of());
    }

    private Attempts dispatched(Attempts attempts) {
        bus.say(attempts.ready(0));
        bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        return attempts;
    }

    private @Nullable Pod pod(Attempts attempts) {
        return world.client().pods().withName(attempts.job(0).name()).get();
    }

    private boolean hasJob(Attempts attempts) {
        return world.client()
                        .batch()
                        .v1()
                        .jobs()
                        .withName(attempts.job(0).name())
                        .get()
                != null;
    }
}
