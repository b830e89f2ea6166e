package io.akoflow.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityLost;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How an attempt is looked for of which there was no word for long. */
class CheckTest extends DispatcherFixture {

    CheckTest() {
        super("check", Map.of());
    }

    @Test
    void shouldSayThatItIsLostWhenItsJobIsNotThere() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(check(attempts));

        // then
        var lost = bus.message(ActivityLost.class, it -> it.run().equals(attempts.run()));
        assertThat(lost.attempt()).isEqualTo(1);
    }

    @Test
    void shouldSayThatItIsLostWhenOnlySomebodyElsesJobHasTheName() {
        // given
        var attempts = Attempts.ofNewRun();
        world.client().resource(attempts.jobOf("somebody", 0)).create();

        // when
        bus.say(check(attempts));

        // then
        assertThat(bus.message(ActivityLost.class, it -> it.run().equals(attempts.run()))
                        .activity())
                .isZero();
    }

    @Test
    void shouldAskWhoWatchesItWhenItsJobIsThere() {
        // given
        var attempts = dispatched(Attempts.ofNewRun());
        double before = dispatcher.outcomes("not-lost");
        var check = check(attempts);

        // when
        bus.say(check);

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> dispatcher.outcomes("not-lost") == before + 1);
        assertThat(world.client()
                        .batch()
                        .v1()
                        .jobs()
                        .withName(attempts.job(0).name())
                        .get()
                        .getMetadata()
                        .getAnnotations())
                .containsEntry("akoflow.io/asked", check.at().toString());
        assertThat(bus.count(ActivityLost.class, it -> it.run().equals(attempts.run())))
                .isZero();
    }

    @Test
    void shouldSayNothingWhenNobodyKnowsWhetherItsJobIsThere() {
        // given
        var attempts = Attempts.ofNewRun();
        world.api()
                .add(
                        1,
                        it -> it.method().equals("GET")
                                && it.isAbout(attempts.run().value()),
                        new FaultyApi.Fault.Answer(404, Map.of(), "404 page not found"));
        double before = dispatcher.outcomes("not-lost");

        // when
        bus.say(check(attempts));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> dispatcher.outcomes("not-lost") == before + 1);
        assertThat(bus.count(ActivityLost.class, it -> it.run().equals(attempts.run())))
                .isZero();
    }

    private static ActivityCheck check(Attempts attempts) {
        return new ActivityCheck(attempts.run(), 0, 1, Instant.now(), attempts.job(0));
    }

    private Attempts dispatched(Attempts attempts) {
        bus.say(attempts.ready(0));
        bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        return attempts;
    }
}
