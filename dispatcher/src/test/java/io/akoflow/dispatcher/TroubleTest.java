package io.akoflow.dispatcher;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Failure;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.dispatcher.FaultyApi.Fault;
import io.akoflow.dispatcher.FaultyApi.Request;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Kubernetes API may answer to the creation of a Job. */
class TroubleTest extends DispatcherFixture {

    private static final int ALWAYS = Integer.MAX_VALUE;

    TroubleTest() {
        super("trouble", Map.of("call-timeout", "PT3S"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 408, 429, 500, 502, 503, 504})
    void shouldTryAgainWhenTroublePasses(int code) {
        // given
        var attempts = Attempts.ofNewRun();
        fault(attempts, 2, status(code, "Trouble", "not now"));

        // when
        bus.say(attempts.ready(0));

        // then
        assertThat(heard(attempts)).isInstanceOf(ActivityDispatched.class);
        assertThat(creates(attempts)).hasSize(3);
    }

    @Test
    void shouldStayAwayAsLongAsItIsToldWhenThereIsTooMuchToDo() {
        // given
        var attempts = Attempts.ofNewRun();
        fault(attempts, 1, new Fault.Answer(429, Map.of("Retry-After", "2"), "Too many requests"));

        // when
        bus.say(attempts.ready(0));

        // then
        assertThat(heard(attempts)).isInstanceOf(ActivityDispatched.class);
        var creates = creates(attempts);
        assertThat(creates).hasSize(2);
        assertThat(Duration.between(creates.get(0).at(), creates.get(1).at())).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void shouldGiveUpAtOnceWhenToldToStayAwayForLong() {
        // given
        var attempts = Attempts.ofNewRun();
        fault(attempts, ALWAYS, new Fault.Answer(429, Map.of("Retry-After", "120"), "Too many requests"));

        // when
        bus.say(attempts.ready(0));

        // then
        assertThat(waiting(attempts).reason()).isEqualTo(ActivityWaiting.Reason.API);
        assertThat(creates(attempts)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCreateOneJobWhenTheAnswerIsMissing(boolean afterItIsDone) {
        // given
        var attempts = Attempts.ofNewRun();
        fault(attempts, 1, new Fault.HangUp(afterItIsDone));

        // when
        bus.say(attempts.ready(0));

        // then
        assertThat(heard(attempts)).isInstanceOf(ActivityDispatched.class);
        assertThat(creates(attempts)).hasSize(2);
        assertThat(world.created("jobs", attempts.run().value())).isEqualTo(1);
    }

    @Test
    void shouldCreateOneJobWhenTheAnswerComesTooLate() {
        // given
        var attempts = Attempts.ofNewRun();
        fault(attempts, 1, new Fault.Slow(Duration.ofMillis(3_500)));

        // when
        bus.say(attempts.ready(0));

        // then
        assertThat(heard(attempts)).isInstanceOf(ActivityDispatched.class);
        assertThat(world.created("jobs", attempts.run().value())).isEqualTo(1);
    }

    @Test
    void shouldTellThePlannerWhenTroubleDoesNotPass() {
        // given
        var attempts = Attempts.ofNewRun();
        fault(attempts, ALWAYS, status(500, "InternalError", "etcdserver: request timed out"));

        // when
        bus.say(attempts.ready(0));

        // then
        var waiting = waiting(attempts);
        assertThat(waiting.reason()).isEqualTo(ActivityWaiting.Reason.API);
        assertThat(waiting.dispatched()).isFalse();
        assertThat(waiting.message()).isEqualTo("The Kubernetes API answers 500: etcdserver: request timed out");
        var creates = creates(attempts);
        assertThat(creates).hasSizeBetween(4, 8);
        assertThat(Duration.between(creates.getFirst().at(), creates.getLast().at()))
                .isLessThanOrEqualTo(Duration.ofMillis(3_200));
    }

    @Test
    void shouldNotCreateAfterValidityWhenTroubleLastsLonger() {
        // given
        var attempts = Attempts.ofNewRun();
        var validUntil = Instant.now().plusMillis(1_500);
        fault(attempts, ALWAYS, status(503, "ServiceUnavailable", "starting"));

        // when
        bus.say(attempts.ready(0, validUntil));

        // then
        assertThat(waiting(attempts).reason()).isEqualTo(ActivityWaiting.Reason.API);
        assertThat(creates(attempts))
                .isNotEmpty()
                .allSatisfy(create -> assertThat(create.at()).isBefore(validUntil.plusMillis(200)));
    }

    @Test
    void shouldWaitWithoutTryingAgainWhenQuotaIsExceeded() {
        // given
        var attempts = Attempts.ofNewRun();
        var sentence =
                "jobs.batch \"count\" is forbidden: exceeded quota: compute, requested: count/jobs.batch=1, used:"
                        + " count/jobs.batch=10, limited: count/jobs.batch=10";
        fault(attempts, ALWAYS, status(403, "Forbidden", sentence));

        // when
        bus.say(attempts.ready(0));

        // then
        var waiting = waiting(attempts);
        assertThat(waiting.reason()).isEqualTo(ActivityWaiting.Reason.QUOTA);
        assertThat(waiting.dispatched()).isFalse();
        assertThat(waiting.message()).isEqualTo(sentence);
        assertThat(creates(attempts)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "422|Invalid|Job.batch \"count\" is invalid: spec.template.spec: Invalid value|Correct what is named there",
                "403|Forbidden|jobs.batch is forbidden: User \"dispatcher\" cannot create resource \"jobs\"|Give akoflow's",
                "403|Forbidden|admission webhook \"policy\" denied the request: no alpine|A policy of the cluster",
                "403|Forbidden|unable to create new content in namespace x because it is being terminated|Wait until",
                "403|Forbidden|failed quota: compute: must specify limits.cpu|Say in the workflow file how much",
                "413|RequestEntityTooLarge|Request entity too large: limit is 3145728|Look at what the workflow"
            })
    void shouldRefuseInTheirOwnWordsWhenKubernetesWillNotHaveIt(String refusal) {
        // given
        var attempts = Attempts.ofNewRun();
        var parts = List.of(refusal.split("\\|"));
        fault(attempts, ALWAYS, status(Integer.parseInt(parts.get(0)), parts.get(1), parts.get(2)));

        // when
        bus.say(attempts.ready(0));

        // then
        var failure = refused(attempts);
        assertThat(failure.cause()).isEqualTo(parts.get(2));
        assertThat(failure.advice()).startsWith(parts.get(3));
        assertThat(creates(attempts)).hasSize(1);
    }

    @Test
    void shouldRefuseWhenThereIsNoSuchNamespace() {
        // given
        var attempts = Attempts.ofNewRun().inNamespace("nowhere");

        // when
        bus.say(attempts.ready(0));

        // then
        var failure = refused(attempts);
        assertThat(failure.cause()).isEqualTo("namespaces \"nowhere\" not found");
        assertThat(failure.advice()).startsWith("Create the namespace 'nowhere'");
    }

    @Test
    void shouldRefuseWhenSomebodyElsesJobHasTheName() {
        // given
        var attempts = Attempts.ofNewRun();
        world.client().resource(attempts.jobOf("somebody", 0)).create();

        // when
        bus.say(attempts.ready(0));

        // then
        assertThat(refused(attempts).cause())
                .isEqualTo("There is a Job '%s' in the namespace 'akoflow-work' that is not this attempt's."
                        .formatted(attempts.job(0).name()));
    }

    @Test
    void shouldWaitWhenItsOwnJobIsBeingDeleted() {
        // given
        var attempts = Attempts.ofNewRun();
        bus.say(attempts.ready(0));
        assertThat(heard(attempts)).isInstanceOf(ActivityDispatched.class);
        var job = world.client().batch().v1().jobs().withName(attempts.job(0).name());
        job.edit(it -> new JobBuilder(it)
                .editMetadata()
                .addToFinalizers("example.com/hold")
                .endMetadata()
                .build());
        job.withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();

        // when
        bus.say(attempts.ready(0));

        // then
        assertThat(waiting(attempts).message())
                .isEqualTo("The Job '%s' is being deleted"
                        .formatted(attempts.job(0).name()));
        job.edit(it ->
                new JobBuilder(it).editMetadata().withFinalizers().endMetadata().build());
    }

    private void fault(Attempts attempts, int times, Fault fault) {
        world.api()
                .add(
                        times,
                        it -> it.isCreate("jobs") && it.isAbout(attempts.run().value()),
                        fault);
    }

    private List<Request> creates(Attempts attempts) {
        return world.api().seen(attempts.run().value()).stream()
                .filter(it -> it.isCreate("jobs"))
                .toList();
    }

    private Observation heard(Attempts attempts) {
        return bus.message(Observation.class, it -> it.run().equals(attempts.run()));
    }

    private ActivityWaiting waiting(Attempts attempts) {
        return bus.message(ActivityWaiting.class, it -> it.run().equals(attempts.run()));
    }

    private Failure refused(Attempts attempts) {
        var failure = bus.message(ActivityRefused.class, it -> it.run().equals(attempts.run()))
                .failure();
        assertThat(failure.failureClass()).isEqualTo(Failure.FailureClass.CONFIGURATION);
        assertThat(failure.kind()).isEqualTo("Refused");
        return failure;
    }
}
