package io.akoflow.dispatcher;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.dispatcher.FaultyApi.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How attempts and runs end. */
class EndTest extends DispatcherFixture {

    EndTest() {
        super("end", Map.of());
    }

    @Test
    void shouldNeedOneCallToDeleteWhenAttemptIsReleased() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());

        // when
        bus.say(attempts.released(0, false));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> !hasJob(attempts));
        assertThat(deletes(attempts)).hasSize(1);
    }

    @Test
    void shouldDeleteScriptTooWhenThereIsOne() {
        // given
        var attempts = dispatched(Attempts.ofNewRun().withScript("# " + "x".repeat(40_000)));
        assertThat(hasScript(attempts)).isTrue();

        // when
        bus.say(attempts.released(0, true));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> !hasJob(attempts) && !hasScript(attempts));
    }

    @Test
    void shouldTryAgainToDeleteWhenTroublePasses() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        world.api()
                .add(
                        2,
                        it -> it.method().equals("DELETE")
                                && it.isAbout(attempts.run().value()),
                        status(500, "InternalError", "no"));

        // when
        bus.say(attempts.released(0, false));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> !hasJob(attempts));
        assertThat(deletes(attempts)).hasSize(3);
    }

    @Test
    void shouldGoOnWithTheActivityWhenItsJobCannotBeDeleted() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        world.api()
                .add(
                        Integer.MAX_VALUE,
                        it -> it.method().equals("DELETE")
                                && it.isAbout(attempts.run().value()),
                        status(500, "InternalError", "no"));
        double before = dispatcher.outcomes("released-left");

        // when
        bus.say(attempts.released(0, false), attempts.ready(0));

        // then
        bus.messages(2, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(dispatcher.outcomes("released-left")).isEqualTo(before + 1);
    }

    @Test
    void shouldDeleteWhatAnotherDispatcherCreatedWhenAttemptIsReleased() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        try (var other = world.dispatcher("other", Map.of())) {
            // when
            bus.say(attempts.released(0, false));

            // then
            await().atMost(Duration.ofSeconds(20)).until(() -> other.outcomes("released") == 1);
            assertThat(hasJob(attempts)).isFalse();
        }
    }

    @Test
    void shouldLookOnceWhenAnotherDispatcherCreatedManyOfTheRun() {
        assertThatNextDispatcherLooksAtNoneOfThem(Attempts.ofNewRun());
    }

    @Test
    void shouldLookAtAllAtOnceLaterWhenThereIsTroubleNow() {
        world.api()
                .add(
                        2,
                        it -> it.method().equals("GET") && it.path().endsWith("/jobs"),
                        status(500, "InternalError", "etcd is busy"));
        assertThatNextDispatcherLooksAtNoneOfThem(Attempts.ofNewRun());
    }

    private void assertThatNextDispatcherLooksAtNoneOfThem(Attempts attempts) {
        // given
        for (int activity = 0; activity < 5; activity++) {
            bus.say(attempts.ready(activity));
        }
        bus.messages(5, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        dispatcher.close();
        try (var next = world.dispatcherFromWhereItWas("end", Map.of())) {
            // when
            for (int activity = 0; activity < 5; activity++) {
                bus.say(attempts.released(activity, false));
            }

            // then
            await().atMost(Duration.ofSeconds(20)).until(() -> next.outcomes("released") == 5);
            assertThat(deletes(attempts)).hasSize(5);
            assertThat(seen(attempts, "GET")).as("looks at one of them").isEmpty();
        } finally {
            dispatcher = world.dispatcherFromWhereItWas("end", Map.of());
        }
    }

    @Test
    void shouldLeaveSomebodyElsesJobAloneWhenItHasTheName() {
        // given
        var attempts = Attempts.ofNewRun();
        world.client().resource(attempts.jobOf("somebody", 0)).create();
        double before = dispatcher.outcomes("released");

        // when
        bus.say(attempts.released(0, false));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> dispatcher.outcomes("released") == before + 1);
        assertThat(hasJob(attempts)).isTrue();
    }

    @Test
    void shouldLeaveSomebodyElsesJobAloneWhenItCameAfterOurs() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        world.client().batch().v1().jobs().withName(attempts.job(0).name()).delete();
        world.client().resource(attempts.jobOf("somebody", 0)).create();
        double before = dispatcher.outcomes("released");

        // when
        bus.say(attempts.released(0, false));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> dispatcher.outcomes("released") == before + 1);
        assertThat(hasJob(attempts)).isTrue();
    }

    @Test
    void shouldDeleteTheClaimsWhenRunIsReleased() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        var claim = "akoflow-" + attempts.run();
        double before = dispatcher.outcomes("run-released");

        // when
        bus.say(new RunReleased(attempts.run(), "akoflow-work", List.of(claim, claim + "-never-was")));

        // then
        await().atMost(Duration.ofSeconds(20))
                .until(() -> dispatcher.outcomes("run-released") == before + 1
                        && deletes(attempts).size() == 1);
        var present = world.client().persistentVolumeClaims().withName(claim).get();
        assertThat(present == null || present.getMetadata().getDeletionTimestamp() != null)
                .isTrue();
    }

    /** Nobody says that again. */
    @Test
    void shouldDeleteTheClaimsWhenTroubleLastsLongerThanThePatienceForOthers() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        var claim = "akoflow-" + attempts.run();
        world.api()
                .add(
                        4,
                        request -> request.method().equals("DELETE")
                                && request.path().endsWith(claim),
                        FaultyApi.status(503, "Trouble", "not now"));
        try (var impatient = world.dispatcher("impatient", Map.of("patience", "PT0.5S"))) {
            // when
            bus.say(new RunReleased(attempts.run(), "akoflow-work", List.of(claim)));

            // then
            await().atMost(Duration.ofSeconds(30)).until(() -> impatient.outcomes("run-released") == 1);
        }
        assertThat(world.client().persistentVolumeClaims().withName(claim).get())
                .isNull();
    }

    @Test
    void shouldCreateTheClaimAgainWhenRunGoesOnAfterItsRelease() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        bus.say(
                attempts.released(0, false),
                new RunReleased(attempts.run(), "akoflow-work", List.of("akoflow-" + attempts.run())));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.client()
                                .persistentVolumeClaims()
                                .withName("akoflow-" + attempts.run())
                                .get()
                        == null);

        // when
        bus.say(attempts.ready(1));

        // then
        bus.messages(2, ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        assertThat(world.created("persistentvolumeclaims", attempts.run().value()))
                .isEqualTo(2);
    }

    private Attempts dispatched(Attempts attempts) {
        bus.say(attempts.ready(0));
        bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        return attempts;
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

    private boolean hasScript(Attempts attempts) {
        return world.client().configMaps().withName(attempts.job(0).name()).get() != null;
    }

    private List<Request> deletes(Attempts attempts) {
        return seen(attempts, "DELETE");
    }

    private List<Request> seen(Attempts attempts, String method) {
        return world.api().seen(attempts.run().value()).stream()
                .filter(it -> it.method().equals(method))
                .toList();
    }
}
