package io.akoflow.dispatcher;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Topic;
import io.akoflow.dispatcher.FaultyApi.Request;
import io.akoflow.dispatcher.messaging.RunningDispatcher;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How an attempt that is not wanted any more ends, and does not begin again. Pods run until they are ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // start() fills the fields
class WithdrawTest {

    private static final Map<String, String> LONG = Map.of("pods.annotations.\"akoflow.test/duration\"", "600s");

    private final World world = World.shared();
    private RunningDispatcher dispatcher;
    private Bus bus;

    @BeforeAll
    void start() {
        bus = world.bus();
        bus.empty(Topic.READY);
        dispatcher = world.dispatcher("withdraw", LONG);
    }

    @AfterAll
    void stop() {
        bus.close();
        dispatcher.close();
    }

    @Test
    void shouldEndThePodAndLeaveTheJobWhenWithdrawn() {
        // given
        var attempts = running(Attempts.ofNewRun());

        // when
        bus.say(attempts.withdrawn(0));

        // then
        awaitTombstone(attempts);
        assertThat(pods(attempts)).isZero();
        assertThat(calls(attempts, "PATCH")).hasSize(1);
        assertThat(calls(attempts, "DELETE")).isEmpty();
    }

    @Test
    void shouldStartNothingAgainWhenAnotherGroupReadsItAllAgain() {
        // given
        var before = bus.ends(Topic.READY).entrySet();
        var attempts = running(Attempts.ofNewRun());
        bus.say(attempts.withdrawn(0));
        awaitTombstone(attempts);
        var written = new HashMap<>(bus.ends(Topic.READY));
        written.entrySet().removeAll(before);

        // when
        try (var again = world.dispatcherFromWhereItWas("withdraw-again", LONG)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(bus.committed("withdraw-again")).containsAllEntriesOf(written));

            // then
            assertThat(again.outcomes("withdrawn")).isPositive();
        }
        int dispatched =
                (int) bus.count(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        bus.say(attempts.ready(0));
        bus.messages(dispatched + 1, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(world.created("jobs", attempts.run().value())).isEqualTo(1);
        assertThat(world.started(attempts.run().value())).isEqualTo(1);
        assertThat(pods(attempts)).isZero();
    }

    @Test
    void shouldNotStartWhenItIsReadyOnlyAfterItWasWithdrawn() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(attempts.withdrawn(0), attempts.ready(0));

        // then
        bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        awaitTombstone(attempts);
        assertThat(world.started(attempts.run().value())).isZero();
        assertThat(pods(attempts)).isZero();
    }

    @Test
    void shouldLeaveNothingWhenItCannotBeMadeAnyMore() {
        // given
        var attempts = Attempts.ofNewRun();
        double before = dispatcher.outcomes("withdrawn");

        // when
        bus.say(attempts.withdrawn(0, Instant.now()));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> dispatcher.outcomes("withdrawn") == before + 1);
        assertThat(job(attempts)).isNull();
        assertThat(calls(attempts, "POST")).isEmpty();
    }

    @Test
    void shouldBeGoneWhenItIsReleasedAfterwards() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(attempts.withdrawn(0), attempts.released(0, false));

        // then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> calls(attempts, "DELETE").size() == 1 && job(attempts) == null);
        assertThat(world.created("jobs", attempts.run().value())).isEqualTo(1);
    }

    @Test
    void shouldEndWhatAnotherDispatcherCreatedWhenWithdrawn() {
        // given
        var attempts = running(Attempts.ofNewRun());
        try (var other = world.dispatcher("withdraw-other", Map.of())) {
            // when
            bus.say(attempts.withdrawn(0));

            // then
            await().atMost(Duration.ofSeconds(20)).until(() -> other.outcomes("withdrawn") == 1);
        }
        awaitTombstone(attempts);
    }

    @Test
    void shouldLeaveSomebodyElsesJobAloneWhenItCameAfterOurs() {
        // given
        var attempts = running(Attempts.ofNewRun());
        world.client().batch().v1().jobs().withName(attempts.job(0).name()).delete();
        world.client().resource(attempts.jobOf("somebody", 0)).create();
        double before = dispatcher.outcomes("withdrawn");

        // when
        bus.say(attempts.withdrawn(0));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> dispatcher.outcomes("withdrawn") == before + 1);
        assertThat(job(attempts))
                .isNotNull()
                .satisfies(job ->
                        assertThat(job.getSpec().getActiveDeadlineSeconds()).isNull());
    }

    @Test
    void shouldTryAgainWhenTroublePasses() {
        // given
        var attempts = running(Attempts.ofNewRun());
        world.api().add(1, it -> is(it, "PATCH", attempts), status(500, "InternalError", "no"));
        world.api().add(1, it -> is(it, "PATCH", attempts), status(422, "Invalid", "uid: field is immutable"));

        // when
        bus.say(attempts.withdrawn(0));

        // then
        awaitTombstone(attempts);
        assertThat(calls(attempts, "PATCH")).hasSize(3);
    }

    @Test
    void shouldStopTryingToCreateWhenWithdrawnArrivesMeanwhile() {
        // given
        var attempts = Attempts.ofNewRun();
        double before = dispatcher.outcomes("withdrawn");
        world.api()
                .add(
                        Integer.MAX_VALUE,
                        it -> is(it, "POST", attempts) && it.body().contains("busybox"),
                        status(503, "ServiceUnavailable", "no"));
        bus.say(attempts.ready(0));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> calls(attempts, "POST").size() >= 3);

        // when
        bus.say(attempts.withdrawn(0));

        // then
        await().atMost(Duration.ofSeconds(2)).until(() -> dispatcher.outcomes("withdrawn") == before + 1);
        awaitTombstone(attempts);
        assertThat(bus.count(Observation.class, it -> it.run().equals(attempts.run())))
                .isZero();
    }

    private Attempts running(Attempts attempts) {
        bus.say(attempts.ready(0));
        bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.started(attempts.run().value()) == 1);
        return attempts;
    }

    private void awaitTombstone(Attempts attempts) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Stream.ofNullable(job(attempts))
                        .flatMap(it -> it.getStatus().getConditions().stream())
                        .anyMatch(it ->
                                it.getType().equals("Failed") && it.getReason().equals("DeadlineExceeded")));
    }

    private int pods(Attempts attempts) {
        return world.client()
                .pods()
                .withLabel("akoflow.io/run", attempts.run().value())
                .list()
                .getItems()
                .size();
    }

    private @Nullable Job job(Attempts attempts) {
        return world.client()
                .batch()
                .v1()
                .jobs()
                .withName(attempts.job(0).name())
                .get();
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
