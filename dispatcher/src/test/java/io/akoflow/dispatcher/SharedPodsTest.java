package io.akoflow.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.Member;
import io.akoflow.contract.ActivityCommand.Packed;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Attempts that share a pod: of each of them, the same is said that is said of one that has a pod to itself. */
class SharedPodsTest extends DispatcherFixture {

    private static final String MEMBERS = "akoflow.io/members";

    SharedPodsTest() {
        super("shared-pods", Map.of());
    }

    @Test
    void shouldMakeOneJobAndSayOfEachThatItIsDispatchedWhenTheyShareAPod() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(ready(attempts, 0, 1, 2));

        // then
        var dispatched = ofEach(3, ActivityDispatched.class, attempts);
        assertThat(dispatched).extracting(ActivityDispatched::activity).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(dispatched).extracting(ActivityDispatched::job).containsOnly(attempts.job(0));
        assertThat(world.created("jobs", attempts.run().value())).isEqualTo(1);
        var job = job(attempts);
        assertThat(job.getMetadata().getAnnotations()).containsEntry(MEMBERS, "0.1 1.1 2.1");
        assertThat(job.getSpec().getTemplate().getSpec().getContainers())
                .extracting(Container::getName)
                .containsExactly("activity", "activity-1", "activity-2");
    }

    @Test
    void shouldSayAgainThatEachIsDispatchedWhenReadyIsRepeated() {
        // given
        var attempts = Attempts.ofNewRun();
        bus.say(ready(attempts, 0, 1));
        var first = ofEach(2, ActivityDispatched.class, attempts);

        // when
        bus.say(ready(attempts, 0, 1));

        // then
        assertThat(ofEach(4, ActivityDispatched.class, attempts)).hasSize(4).hasSameElementsAs(first);
        assertThat(world.created("jobs", attempts.run().value())).isEqualTo(1);
    }

    @Test
    void shouldSayWhoIsLostWhenTheJobThatIsThereHasOthers() {
        // given
        var attempts = Attempts.ofNewRun();
        bus.say(ready(attempts, 0, 1));
        ofEach(2, ActivityDispatched.class, attempts);

        // when
        bus.say(ready(attempts, 0, 2));

        // then
        assertThat(ofEach(3, ActivityDispatched.class, attempts).getLast().activity())
                .isZero();
        assertThat(ofEach(1, ActivityLost.class, attempts).getFirst().activity())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseEachAsNobodysFaultWhenKubernetesWillNotHaveTheirJob() {
        // given
        var attempts = Attempts.ofNewRun();
        fault(attempts, 422, "Invalid", "Job.batch is invalid: spec.template.spec.containers[1].env");

        // when
        bus.say(ready(attempts, 0, 1));

        // then
        var refused = ofEach(2, ActivityRefused.class, attempts);
        assertThat(refused).extracting(ActivityRefused::activity).containsExactlyInAnyOrder(0, 1);
        assertThat(refused).extracting(it -> it.failure().failureClass()).containsOnly(FailureClass.INFRASTRUCTURE);
        assertThat(refused)
                .extracting(it -> it.failure().advice())
                .allSatisfy(advice -> assertThat(advice).contains("to itself", "Correct what is named there"));
    }

    @Test
    void shouldSayOfEachThatItWaitsWhenQuotaIsExceeded() {
        // given
        var attempts = Attempts.ofNewRun();
        fault(
                attempts,
                403,
                "Forbidden",
                "jobs.batch is forbidden: exceeded quota: q, requested: count/jobs.batch=1, used: count/jobs.batch=10,"
                        + " limited: count/jobs.batch=10");

        // when
        bus.say(ready(attempts, 0, 1));

        // then
        assertThat(ofEach(2, ActivityWaiting.class, attempts))
                .extracting(ActivityWaiting::activity)
                .containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void shouldLeaveTombstoneOfAllWhenWithdrawnBeforeItWasMade() {
        // given
        var attempts = Attempts.ofNewRun();
        var validUntil = Instant.now().plusSeconds(60);

        // when
        bus.say(new ActivityWithdrawn(
                attempts.run(), 0, 1, validUntil, attempts.job(0), List.of(new Member(1, 1), new Member(2, 1)), null));

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> job(attempts) != null);
        assertThat(job(attempts).getMetadata().getAnnotations()).containsEntry(MEMBERS, "0.1 1.1 2.1");
        assertThat(job(attempts).getSpec().getActiveDeadlineSeconds()).isZero();
    }

    @Test
    void shouldSayThatAllAreLostWhenTheirJobIsNotThere() {
        // given
        var attempts = Attempts.ofNewRun();

        // when
        bus.say(check(attempts, 1, 2));

        // then
        assertThat(ofEach(3, ActivityLost.class, attempts))
                .extracting(ActivityLost::activity)
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void shouldSayWhoIsLostAndAskOfTheOthersWhenTheirJobHasNotAll() {
        // given
        var attempts = Attempts.ofNewRun();
        bus.say(ready(attempts, 0, 1));
        ofEach(2, ActivityDispatched.class, attempts);
        var check = check(attempts, 1, 2);

        // when
        bus.say(check);

        // then
        assertThat(ofEach(1, ActivityLost.class, attempts))
                .extracting(ActivityLost::activity)
                .containsExactly(2);
        assertThat(job(attempts).getMetadata().getAnnotations())
                .containsEntry("akoflow.io/asked", check.at().toString());
        assertThat(bus.count(ActivityLost.class, it -> it.run().equals(attempts.run())))
                .isEqualTo(1);
    }

    private static ActivityReady ready(Attempts attempts, int lead, Integer... others) {
        var alone = attempts.ready(lead);
        var packed =
                Stream.of(others).map(it -> new Packed(it, 1, alone.spec())).toList();
        return new ActivityReady(alone.run(), lead, 1, alone.validUntil(), alone.spec(), packed, null);
    }

    private static ActivityCheck check(Attempts attempts, Integer... others) {
        var members = Stream.of(others).map(it -> new Member(it, 1)).toList();
        return new ActivityCheck(attempts.run(), 0, 1, Instant.now(), attempts.job(0), members, null);
    }

    private <T extends Observation> List<T> ofEach(int count, Class<T> type, Attempts attempts) {
        return bus.messages(count, type, it -> it.run().equals(attempts.run()));
    }

    private void fault(Attempts attempts, int code, String reason, String message) {
        var body = """
                {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"%s","code":%d,"message":"%s"}
                """.formatted(reason, code, message);
        world.api()
                .add(
                        Integer.MAX_VALUE,
                        it -> it.isCreate("jobs") && it.isAbout(attempts.run().value()),
                        new FaultyApi.Fault.Answer(code, Map.of(), body));
    }

    private Job job(Attempts attempts) {
        return world.client()
                .batch()
                .v1()
                .jobs()
                .withName(attempts.job(0).name())
                .get();
    }
}
