package io.akoflow.dispatcher;

import static io.akoflow.dispatcher.FaultyApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.DiskRequest.OutputsGivenUp;
import io.akoflow.contract.DiskRequest.OutputsWanted;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.OutputsRefused;
import io.akoflow.contract.OutputsRefused.Reason;
import io.akoflow.contract.Topic;
import io.akoflow.dispatcher.FaultyApi.Fault;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // listen() fills the field
@DisplayName("Disks are read by Jobs that are made for it")
class DiskReadersTest extends DispatcherFixture {

    private static final String REFUSAL =
            "{\"kind\":\"Status\",\"code\":403,\"message\":\"pods \\\"x\\\" is forbidden: exceeded quota\"}";

    private static final Fault TEMPLATE = new Fault.Answer(
            200,
            Map.of(),
            "{\"kind\":\"PodTemplate\",\"template\":{\"spec\":{\"containers\":[{\"image\":\"reader:7\"}]}}}");

    private Bus answers;
    private volatile Fault template = TEMPLATE;

    DiskReadersTest() {
        super("disk-readers", Map.of("outputs.longest", "PT5M"));
    }

    @BeforeAll
    void listen() {
        answers = new Bus(world.kafka(), Topic.DISK_ANSWERS);
        world.api()
                .add(it -> it.path().endsWith("/akoflow-work/podtemplates/akoflow-reader")
                        ? Optional.of(template)
                        : Optional.empty());
    }

    @AfterAll
    void stopListening() {
        answers.close();
        bus.empty(Topic.DISK_REQUESTS);
    }

    @Test
    void shouldMakeAJobThatReadsTheDisk() {
        // given
        var attempts = withDisk();
        var wanted = wanted(attempts, "a/b.txt", Instant.now().plusSeconds(60));

        // when
        bus.say(wanted);

        // then
        var job = await().until(() -> job(wanted), Optional::isPresent).orElseThrow();
        var pod = job.getSpec().getTemplate().getSpec();
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(300);
        assertThat(pod.getContainers().getFirst().getImage()).isEqualTo("reader:7");
        assertThat(pod.getVolumes().getFirst().getPersistentVolumeClaim().getClaimName())
                .isEqualTo(wanted.claim());
        assertThat(pod.getContainers().getFirst().getVolumeMounts().getFirst().getReadOnly())
                .isTrue();
    }

    @Test
    void shouldMakeItOnceWhenTheRequestIsRepeated() {
        // given
        var attempts = withDisk();
        var wanted = wanted(attempts, null, Instant.now().plusSeconds(60));

        // when
        bus.say(wanted, wanted);

        // then
        await().until(() -> world.api().seen(wanted.request()).size() == 2);
        assertThat(world.created("jobs", wanted.request())).isEqualTo(1);
        assertThat(answers.count(OutputsRefused.class, it -> it.request().equals(wanted.request())))
                .isZero();
    }

    @Test
    void shouldSaySoWhenThereIsNoSuchDisk() {
        // given
        var wanted = wanted(Attempts.ofNewRun(), null, Instant.now().plusSeconds(60));

        // when
        bus.say(wanted);

        // then
        var refused = answers.message(OutputsRefused.class, it -> it.request().equals(wanted.request()));
        assertThat(refused.reason()).isEqualTo(Reason.NO_DISK);
        assertThat(refused.message())
                .isEqualTo("There is no claim '%s' of this run in the namespace 'akoflow-work'."
                        .formatted(wanted.claim()));
    }

    @Test
    void shouldNotReadTheDiskOfAnotherRun() {
        // given
        var others = withDisk();
        var mine = Attempts.ofNewRun();
        var wanted = new OutputsWanted(
                mine.run().value(),
                mine.run(),
                null,
                KubernetesNames.runClaim(others.run()),
                null,
                Instant.now().plusSeconds(60),
                "http://localhost:1/outputs/1",
                "s3");

        // when
        bus.say(wanted);

        // then
        var refused = answers.message(OutputsRefused.class, it -> it.request().equals(wanted.request()));
        assertThat(refused.reason()).isEqualTo(Reason.NO_DISK);
        assertThat(job(wanted)).isEmpty();
    }

    @Test
    void shouldSayWhatKubernetesSaysWhenItRefusesTheJob() {
        // given
        var attempts = withDisk();
        var wanted = wanted(attempts, null, Instant.now().plusSeconds(60));
        world.api()
                .add(
                        1,
                        it -> it.isCreate("jobs") && it.isAbout(wanted.request()),
                        new Fault.Answer(403, Map.of(), REFUSAL));

        // when
        bus.say(wanted);

        // then
        var refused = answers.message(OutputsRefused.class, it -> it.request().equals(wanted.request()));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_TAKEN);
        assertThat(refused.message()).isEqualTo("pods \"x\" is forbidden: exceeded quota");
    }

    @Test
    void shouldTryAgainWhenKubernetesIsInTrouble() {
        // given
        var attempts = withDisk();
        var wanted = wanted(attempts, null, Instant.now().plusSeconds(60));
        world.api().add(2, it -> it.isAbout(wanted.request()), status(500, "InternalError", "no"));

        // when
        bus.say(wanted);

        // then
        await().until(() -> job(wanted).isPresent());
    }

    @Test
    void shouldBeginNothingWhenItIsTooLate() {
        // given
        var attempts = withDisk();
        var late = wanted(attempts, null, Instant.now().minusSeconds(1));
        var next = wanted(Attempts.ofNewRun(), null, Instant.now().plusSeconds(60));
        var before = dispatcher.outcomes("outputs-begun");

        // when
        bus.say(late);
        bus.say(next);
        answers.message(OutputsRefused.class, it -> it.request().equals(next.request()));

        // then
        await().until(() -> dispatcher.outcomes("outputs-begun") > before);
        assertThat(world.created("jobs", late.request())).isZero();
    }

    @Test
    void shouldEndTheJobAndSayHowFarItCameWhenNobodyWaitsAnyMore() {
        // given
        var attempts = withDisk();
        var wanted = wanted(attempts, null, Instant.now().plusSeconds(60));
        bus.say(wanted);
        await().until(() -> job(wanted).isPresent());
        world.api().add(1, it -> it.path().endsWith("/pods"), pending(wanted.request()));

        // when
        bus.say(new OutputsGivenUp(wanted.request(), wanted.run(), null));

        // then
        var refused = answers.message(OutputsRefused.class, it -> it.request().equals(wanted.request()));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_BEGUN);
        assertThat(refused.message())
                .isEqualTo("No node takes its pod 'reader-1': 0/1 nodes are available: 1 Too many pods.");
        await().atMost(Duration.ofSeconds(20)).until(() -> job(wanted).isEmpty());
    }

    @Test
    void shouldSaySoWhenNobodySaysWhatImageReads() {
        // given
        var wanted = wanted(withDisk(), null, Instant.now().plusSeconds(60));
        template = status(404, "NotFound", "podtemplates \"akoflow-reader\" not found");

        // when
        bus.say(wanted);

        // then
        var refused = answers.message(OutputsRefused.class, it -> it.request().equals(wanted.request()));
        template = TEMPLATE;
        assertThat(refused.reason()).isEqualTo(Reason.NOT_TAKEN);
        assertThat(refused.message()).startsWith("Nobody says what image reads disks");
    }

    @Test
    void shouldSayWhatKubernetesSaysWhenTheTemplateMayNotBeRead() {
        // given
        var wanted = wanted(withDisk(), null, Instant.now().plusSeconds(60));
        template = new Fault.Answer(
                403, Map.of(), "{\"kind\":\"Status\",\"code\":403,\"message\":\"podtemplates is forbidden\"}");

        // when
        bus.say(wanted);

        // then
        var refused = answers.message(OutputsRefused.class, it -> it.request().equals(wanted.request()));
        template = TEMPLATE;
        assertThat(refused.reason()).isEqualTo(Reason.NOT_TAKEN);
        assertThat(refused.message()).isEqualTo("podtemplates is forbidden");
    }

    @Test
    void shouldSayThatItHasNotBegunWhenTheTemplateCouldNotBeRead() {
        // given
        var wanted = wanted(withDisk(), null, Instant.now().plusSeconds(60));
        template = status(500, "InternalError", "etcd is away");

        // when
        bus.say(wanted);

        // then
        var refused = answers.message(OutputsRefused.class, it -> it.request().equals(wanted.request()));
        template = TEMPLATE;
        assertThat(refused.reason()).isEqualTo(Reason.NOT_BEGUN);
        assertThat(refused.message()).doesNotContain("Nobody says what image");
    }

    /** With a disk that one of its attempts has made. */
    private Attempts withDisk() {
        var attempts = Attempts.ofNewRun();
        bus.say(attempts.ready(0));
        bus.message(ActivityDispatched.class, it -> it.run().equals(attempts.run()));
        return attempts;
    }

    private Optional<Job> job(OutputsWanted wanted) {
        return Optional.ofNullable(world.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace("akoflow-work")
                .withName("akoflow-outputs-" + wanted.request())
                .get());
    }

    private static OutputsWanted wanted(Attempts attempts, @Nullable String path, Instant until) {
        var request = Attempts.ofNewRun().run().value();
        return new OutputsWanted(
                request,
                attempts.run(),
                null,
                KubernetesNames.runClaim(attempts.run()),
                path,
                until,
                "http://localhost:1/outputs/" + request,
                "s3");
    }

    private static Fault pending(String request) {
        var pod = """
                {"metadata":{"name":"reader-1","labels":{"akoflow.io/outputs":"%s"}},
                 "status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False",
                  "message":"0/1 nodes are available: 1 Too many pods."}]}}""".formatted(request);
        return new Fault.Answer(200, Map.of(), "{\"kind\":\"PodList\",\"items\":%s}".formatted(List.of(pod)));
    }
}
