package io.akoflow.dispatcher;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.dispatcher.FaultyApi.Fault;
import io.akoflow.dispatcher.FaultyApi.Request;
import io.akoflow.dispatcher.messaging.RunningDispatcher;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attempts that are Jobs, where pods are made without Jobs by now. */
class ChangedUnitTest extends DispatcherFixture {

    private static final Map<String, String> SETTINGS = Map.of("unit", "pod");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Fault FORBIDDEN = status(403, "Forbidden", "jobs.batch is forbidden: no such right");

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

    @Test
    void shouldAskWhoWatchesTheJobWhenNobodyMayListTheRunsJobs() {
        // given
        var attempts = Attempts.ofNewRun();
        withJobs(() -> dispatched(attempts));
        var check = check(attempts);

        // when
        withRefused(isList(), () -> said(check, "not-lost"));

        // then
        assertThat(job(attempts).getMetadata().getAnnotations())
                .containsEntry("akoflow.io/asked", check.at().toString());
        assertThat(bus.count(ActivityLost.class, it -> it.run().equals(attempts.run())))
                .isZero();
    }

    @Test
    void shouldEndTheJobWhenItIsWithdrawnAndNobodyMayListTheRunsJobs() {
        // given
        var attempts = Attempts.ofNewRun();
        withJobs(() -> dispatched(attempts));

        // when
        withRefused(isList(), () -> said(attempts.withdrawn(0), "withdrawn"));

        // then
        assertThat(job(attempts).getSpec().getActiveDeadlineSeconds()).isZero();
        assertThat(pod(attempts)).isNull();
    }

    @Test
    void shouldDeleteTheJobWhenItIsReleasedAndNobodyMayListTheRunsJobs() {
        // given
        var attempts = Attempts.ofNewRun();
        withJobs(() -> dispatched(attempts));

        // when
        withRefused(isList(), () -> said(attempts.released(0, false), "released"));

        // then
        assertThat(hasJob(attempts)).isFalse();
    }

    @Test
    void shouldLeaveAllAsItIsWhenNobodyMaySeeWhetherItIsAJob() {
        // given
        var attempts = Attempts.ofNewRun();
        withJobs(() -> dispatched(attempts));
        Predicate<Request> isLook = it ->
                it.method().equals("GET") && it.path().endsWith(attempts.job(0).name());

        // when
        withRefused(isList().or(isLook.and(it -> it.path().contains("/jobs/"))), () -> {
            said(check(attempts), "not-lost");
            said(attempts.withdrawn(0), "withdrawn-left");
            said(attempts.released(0, false), "released-left");
        });

        // then
        assertThat(bus.count(ActivityLost.class, it -> it.run().equals(attempts.run())))
                .isZero();
        assertThat(pod(attempts)).isNull();
        assertThat(job(attempts).getSpec().getActiveDeadlineSeconds()).isNull();
    }

    private static ActivityCheck check(Attempts attempts) {
        return new ActivityCheck(attempts.run(), 0, 1, Instant.now(), attempts.job(0));
    }

    /** Says {@code command}, and waits until it is carried out with this {@code outcome}. */
    private void said(ActivityCommand command, String outcome) {
        double before = dispatcher.outcomes(outcome);
        bus.say(command);
        await().atMost(PATIENCE).until(() -> dispatcher.outcomes(outcome) == before + 1);
    }

    /** Does something while these requests are refused. */
    private void withRefused(Predicate<Request> refused, Runnable work) {
        var isOn = new AtomicBoolean(true);
        world.api().add(it -> isOn.get() && refused.test(it) ? Optional.of(FORBIDDEN) : Optional.empty());
        try {
            work.run();
        } finally {
            isOn.set(false);
        }
    }

    private static Predicate<Request> isList() {
        return it -> it.method().equals("GET")
                && (it.path().endsWith("/jobs") || it.path().endsWith("/pods"));
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

    private Job job(Attempts attempts) {
        return world.client()
                .batch()
                .v1()
                .jobs()
                .withName(attempts.job(0).name())
                .require();
    }
}
