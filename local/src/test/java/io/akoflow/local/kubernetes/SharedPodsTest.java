package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.Clients.annotated;
import static io.akoflow.local.kubernetes.Clients.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pods with several containers, each of which ends in its own way and time. */
class SharedPodsTest extends ProcessPodsScenario {

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "PLAIN"})
    void shouldRunContainersAtTheSameTimeWhenAPodHasSeveral(RunnerKind runner) {
        // given: each waits for the other one's file, which is there only while both run
        start(runner);
        client.persistentVolumeClaims().resource(Clients.claim("shared")).create();
        var meets = "touch $0; while [ ! -e $1 ]; do sleep 0.05; done";
        var alone = Clients.mounting(job("two", "sh", "-c", meets, "a", "b"), "shared", ABSENT_HERE);

        // when
        var pod = runToTheEnd(beside(alone, "other", "sh", "-c", meets, "b", "a"));

        // then
        assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
        assertThat(states(pod))
                .allSatisfy((_, state) ->
                        assertThat(state.getTerminated().getExitCode()).isZero());
    }

    @Test
    void shouldSayHowOneEndedWhileAnotherGoesOn() {
        // given
        start(RunnerKind.PLAIN);
        var two = beside(job("one-fails", "sh", "-c", "echo no; exit 3"), "other", "sleep", "100");
        client.batch().v1().jobs().resource(two).create();

        // when
        var pod = client.pods()
                .withLabel("job-name", "one-fails")
                .waitUntilCondition(
                        it -> it != null
                                && state(it, "activity").getTerminated() != null
                                && state(it, "other").getRunning() != null,
                        10,
                        TimeUnit.SECONDS);

        // then
        assertThat(exitCode(pod, "activity")).isEqualTo(3);
        assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
        assertThat(client.pods().resource(pod).inContainer("activity").getLog()).isEqualTo("no\n");
        assertThat(client.pods().resource(pod).inContainer("other").getLog()).isEmpty();
    }

    @Test
    void shouldFailWhenAnyContainerHasFailed() {
        // given
        start(RunnerKind.PLAIN);

        // when
        var pod = runToTheEnd(beside(job("last-is-well", "false"), "other", "sleep", "0.3"));

        // then
        assertThat(pod.getStatus().getPhase()).isEqualTo("Failed");
        assertThat(exitCode(pod, "other")).isZero();
        await().until(() -> client.batch()
                        .v1()
                        .jobs()
                        .withName("last-is-well")
                        .get()
                        .getStatus()
                        .getFailed()
                == 1);
    }

    @Test
    void shouldEndAllContainersWhenThePodIsDeleted() {
        // given
        start(RunnerKind.PLAIN);
        var two = beside(job("goes", "sleep", "100"), "other", "sleep", "100");
        client.batch().v1().jobs().resource(two).create();
        podOf("goes", "Running");
        await().until(() -> states(podOf("goes", "Running")).values().stream().allMatch(it -> it.getRunning() != null));

        // when
        client.batch().v1().jobs().withName("goes").delete();

        // then
        await().until(() ->
                client.pods().withLabel("job-name", "goes").list().getItems().isEmpty());
    }

    @Test
    void shouldSayHowEachEndedWhenTheMachineWasStoppedMeanwhile() {
        // given
        start(RunnerKind.PLAIN);
        var two = beside(job("stopped", "true"), "other", "sleep", "100");
        client.batch().v1().jobs().resource(two).create();
        await().until(() ->
                states(podOf("stopped", "Running")).values().stream().anyMatch(it -> it.getTerminated() != null));

        // when
        client.close();
        machine.close();
        start(RunnerKind.PLAIN);

        // then
        var pod = podOf("stopped", "Failed");
        assertThat(pod.getStatus().getReason()).isEqualTo("NodeLost");
        assertThat(exitCode(pod, "activity")).isZero();
        assertThat(state(pod, "other").getTerminated()).isNull();
    }

    @Test
    void shouldKeepOnlyTheContainerWaitingWhoseSecretIsMissing() {
        // given
        start(RunnerKind.PLAIN);
        client.batch()
                .v1()
                .jobs()
                .resource(besideSecretive("secretive", "true"))
                .create();

        // when
        var pod = client.pods()
                .withLabel("job-name", "secretive")
                .waitUntilCondition(
                        it -> it != null
                                && state(it, "activity").getTerminated() != null
                                && state(it, "other").getWaiting() != null
                                && "CreateContainerConfigError"
                                        .equals(state(it, "other").getWaiting().getReason()),
                        10,
                        TimeUnit.SECONDS);

        // then
        assertThat(exitCode(pod, "activity")).isZero();
        assertThat(state(pod, "other").getWaiting().getMessage()).isEqualTo("secret \"words\" not found");
        assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
    }

    @Test
    void shouldStartTheContainerThatWaitedOnceItsSecretIsThere() {
        // given
        start(RunnerKind.PLAIN);
        client.batch().v1().jobs().resource(besideSecretive("told", "true")).create();
        client.pods()
                .withLabel("job-name", "told")
                .waitUntilCondition(
                        it -> it != null && state(it, "activity").getTerminated() != null, 10, TimeUnit.SECONDS);

        // when
        var secret = new SecretBuilder()
                .withNewMetadata()
                .withName("words")
                .endMetadata()
                .addToStringData("WORD", "open")
                .build();
        client.secrets().resource(secret).create();

        // then
        var pod = podOf("told", "Succeeded|Failed");
        assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
        assertThat(client.pods().resource(pod).inContainer("other").getLog()).isEqualTo("open\n");
    }

    @Test
    void shouldEndAContainerThatWaitsWhenThePodIsDeleted() {
        // given
        start(RunnerKind.PLAIN);
        client.batch()
                .v1()
                .jobs()
                .resource(besideSecretive("given-up", "sleep", "100"))
                .create();
        podOf("given-up", "Running");

        // when
        client.batch().v1().jobs().withName("given-up").delete();

        // then
        await().until(() -> client.pods()
                .withLabel("job-name", "given-up")
                .list()
                .getItems()
                .isEmpty());
    }

    @Test
    void shouldEndEachPlayedContainerAsItsOwnVariableSays() {
        // given
        start(RunnerKind.PLAIN);
        var two = new JobBuilder(
                        annotated(beside(job("played", "true"), "other", "true"), "akoflow.test/duration", "1ms"))
                .editSpec()
                .editTemplate()
                .editSpec()
                .editContainer(1)
                .addNewEnv()
                .withName("AKOFLOW_TEST_EXIT_CODE")
                .withValue("4")
                .endEnv()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();

        // when
        var pod = runToTheEnd(two);

        // then
        assertThat(pod.getStatus().getPhase()).isEqualTo("Failed");
        assertThat(exitCode(pod, "activity")).isZero();
        assertThat(exitCode(pod, "other")).isEqualTo(4);
    }

    private static Map<String, ContainerState> states(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .collect(Collectors.toMap(ContainerStatus::getName, ContainerStatus::getState));
    }

    private static ContainerState state(Pod pod, String container) {
        return states(pod).getOrDefault(container, new ContainerState());
    }

    private static int exitCode(Pod pod, String container) {
        return state(pod, container).getTerminated().getExitCode();
    }

    /** With another container that prints what a Secret says. */
    private static Job besideSecretive(String name, String... command) {
        return new JobBuilder(beside(job(name, command), "other", "sh", "-c", "echo $WORD"))
                .editSpec()
                .editTemplate()
                .editSpec()
                .editContainer(1)
                .addNewEnvFrom()
                .withNewSecretRef()
                .withName("words")
                .endSecretRef()
                .endEnvFrom()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** With another container that has the same disk. */
    private static Job beside(Job job, String name, String... command) {
        var first = job.getSpec().getTemplate().getSpec().getContainers().getFirst();
        return new JobBuilder(job)
                .editSpec()
                .editTemplate()
                .editSpec()
                .addNewContainerLike(first)
                .withName(name)
                .withCommand(command)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
