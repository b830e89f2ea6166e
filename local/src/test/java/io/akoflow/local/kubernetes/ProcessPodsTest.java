package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.Clients.claim;
import static io.akoflow.local.kubernetes.Clients.job;
import static io.akoflow.local.kubernetes.Clients.mounting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akoflow.local.runner.ProcessRunner;
import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProcessPodsTest {
    private static final String ABSENT_HERE = "/akoflow-test-data";

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    MachineKubernetes machine;

    @SuppressWarnings("NullAway.Init")
    KubernetesClient client;

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
            machine.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "PLAIN"})
    void shouldPassFilesAlongInWorkingDirectoryOnDisk(RunnerKind runner) {
        // given
        start(runner);
        client.persistentVolumeClaims().resource(claim("shared")).create();
        runToTheEnd(mounting(job("writer", "sh", "-c", "echo written > a.txt"), "shared", ABSENT_HERE));

        // when
        var pod = runToTheEnd(mounting(job("reader", "sh", "-c", "cat a.txt"), "shared", ABSENT_HERE));

        // then
        assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
        assertThat(logOf(pod)).isEqualTo("written\n");
        assertThat(folder.resolve("disks/akoflow-work/shared/a.txt")).hasContent("written");
        assertThat(Path.of(ABSENT_HERE)).doesNotExist();
    }

    @Test
    void shouldHaveDiskAtMountPathThatMachineLacks() {
        // given
        start(RunnerKind.PROCESS);
        client.persistentVolumeClaims().resource(claim("shared")).create();
        var command = "echo here > %s/b.txt; mkdir %s/c; ls /usr/bin/env; pwd".formatted(ABSENT_HERE, ABSENT_HERE);

        // when
        var pod = runToTheEnd(mounting(job("abs", "sh", "-c", command), "shared", ABSENT_HERE));

        // then
        assertThat(logOf(pod)).isEqualTo("/usr/bin/env\n" + ABSENT_HERE + "\n");
        assertThat(folder.resolve("disks/akoflow-work/shared/b.txt")).hasContent("here");
        assertThat(Path.of(ABSENT_HERE)).doesNotExist();
    }

    @Test
    void shouldMountSubPathInsideOfDisk() {
        // given
        start(RunnerKind.PROCESS);
        client.persistentVolumeClaims().resource(claim("shared")).create();
        var job = new JobBuilder(
                        mounting(job("sub", "sh", "-c", "echo x > one/f; ls " + ABSENT_HERE), "shared", ABSENT_HERE))
                .editSpec()
                .editTemplate()
                .editSpec()
                .editContainer(0)
                .addNewVolumeMount()
                .withName("disk")
                .withMountPath(ABSENT_HERE + "/one")
                .withSubPath("one")
                .endVolumeMount()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();

        // when
        var pod = runToTheEnd(job);

        // then
        assertThat(logOf(pod)).isEqualTo("one\n");
        assertThat(folder.resolve("disks/akoflow-work/shared/one/f")).hasContent("x");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "PLAIN"})
    void shouldSayExitCodeAndLastLinesWhenCommandFails(RunnerKind runner) {
        // given
        start(runner);

        // when
        var pod = runToTheEnd(job("bad", "sh", "-c", "echo what went wrong >&2; exit 7"));

        // then
        assertThat(pod.getStatus().getPhase()).isEqualTo("Failed");
        assertThat(terminated(pod).getExitCode()).isEqualTo(7);
        assertThat(terminated(pod).getReason()).isEqualTo("Error");
        assertThat(terminated(pod).getMessage()).isEqualTo("what went wrong\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "PLAIN"})
    void shouldNotStartWhenProgramIsNotThere(RunnerKind runner) {
        // given
        start(runner);

        // when
        var pod = runToTheEnd(job("absent", "no-such-program"));

        // then
        assertThat(terminated(pod).getExitCode()).isEqualTo(128);
        assertThat(terminated(pod).getReason()).isEqualTo("StartError");
        assertThat(terminated(pod).getMessage()).contains("no-such-program");
    }

    @Test
    void shouldRefuseCommandThatNamesMountPathWhenPlain() {
        // given
        start(RunnerKind.PLAIN);
        client.persistentVolumeClaims().resource(claim("shared")).create();

        // when
        var pod = runToTheEnd(mounting(job("abs", "sh", "-c", "touch " + ABSENT_HERE + "/x"), "shared", ABSENT_HERE));

        // then
        assertThat(pod.getStatus().getPhase()).isEqualTo("Failed");
        assertThat(terminated(pod).getMessage()).startsWith("Expected a command that works in its working directory");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "PLAIN"})
    void shouldEndProcessesWhenJobIsDeleted(RunnerKind runner) {
        // given
        start(runner);
        client.batch()
                .v1()
                .jobs()
                .resource(job("long", "sh", "-c", "echo on; sleep 1000 & wait"))
                .create();
        var pod = podOf("long", "Running");
        await().until(() -> logOf(pod).equals("on\n"));
        var group = group(pod);

        // when
        client.batch().v1().jobs().withName("long").delete();

        // then
        await().untilAsserted(() -> assertThat(client.pods().list().getItems()).isEmpty());
        assertThat(ProcessHandle.of(group).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void shouldFailWithDeadlineExceededWhenTooLong() {
        // given
        start(RunnerKind.PROCESS);
        var job = new JobBuilder(job("late", "sh", "-c", "sleep 1000"))
                .editSpec()
                .editTemplate()
                .editSpec()
                .withActiveDeadlineSeconds(1L)
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();

        // when
        var pod = runToTheEnd(job);

        // then
        assertThat(pod.getStatus().getReason()).isEqualTo("DeadlineExceeded");
        assertThat(pod.getStatus().getPhase()).isEqualTo("Failed");
    }

    @ParameterizedTest
    @EnumSource(names = {"PROCESS", "PLAIN"})
    void shouldRunInitContainerFirstAndReadConfigMap(RunnerKind runner) {
        // given
        start(runner);
        client.persistentVolumeClaims().resource(claim("shared")).create();
        client.configMaps()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("script")
                        .endMetadata()
                        .withData(Map.of("run.sh", "echo second >> order; cat order"))
                        .build())
                .create();
        var job = new JobBuilder(
                        mounting(job("two", "sh", "-c", ". /akoflow-test-script/run.sh"), "shared", ABSENT_HERE))
                .editSpec()
                .editTemplate()
                .editSpec()
                .addNewVolume()
                .withName("script")
                .withNewConfigMap()
                .withName("script")
                .endConfigMap()
                .endVolume()
                .editContainer(0)
                .addNewVolumeMount()
                .withName("script")
                .withMountPath("/akoflow-test-script")
                .endVolumeMount()
                .endContainer()
                .addNewInitContainer()
                .withName("copy")
                .withImage("busybox")
                .withCommand("sh", "-c", "echo first > " + ABSENT_HERE + "/order")
                .addNewVolumeMount()
                .withName("disk")
                .withMountPath(ABSENT_HERE)
                .endVolumeMount()
                .endInitContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();

        // when
        var pod = runToTheEnd(job);

        // then
        assertThat(logOf(pod)).isEqualTo("first\nsecond\n");
        assertThat(pod.getStatus()
                        .getInitContainerStatuses()
                        .getFirst()
                        .getState()
                        .getTerminated()
                        .getExitCode())
                .isZero();
    }

    @Test
    void shouldSayNodeLostWhenMachineStoppedMeanwhile() {
        // given
        start(RunnerKind.PLAIN);
        client.batch()
                .v1()
                .jobs()
                .resource(job("cut", "sh", "-c", "sleep 1000"))
                .create();
        var group = group(podOf("cut", "Running"));
        client.close();

        // when
        machine.close();
        start(RunnerKind.PLAIN);

        // then
        var pod = podOf("cut", "Failed");
        assertThat(pod.getStatus().getReason()).isEqualTo("NodeLost");
        assertThat(ProcessHandle.of(group).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void shouldFollowLogUntilContainerEnds() throws Exception {
        // given
        start(RunnerKind.PLAIN);
        var gate = folder.resolve("gate");
        var command = "echo one; while [ ! -e %s ]; do sleep 0.05; done; echo two".formatted(gate);
        client.batch().v1().jobs().resource(job("talk", "sh", "-c", command)).create();
        var pod = podOf("talk", "Running");

        // when
        try (var watch = client.pods().resource(pod).watchLog();
                var lines = new java.io.BufferedReader(
                        new java.io.InputStreamReader(watch.getOutput(), java.nio.charset.StandardCharsets.UTF_8))) {
            var first = lines.readLine();
            Files.createFile(gate);

            // then
            assertThat(first).isEqualTo("one");
            assertThat(lines.readLine()).isEqualTo("two");
            assertThat(lines.readLine()).isNull();
        }
        assertThat(client.pods().resource(pod).tailingLines(1).getLog()).isEqualTo("two\n");
        assertThat(client.pods().resource(pod).limitBytes(3).getLog()).isEqualTo("one");
    }

    @Test
    void shouldRemoveDiskWithClaimOnceNoPodUsesIt() {
        // given
        start(RunnerKind.PLAIN);
        client.persistentVolumeClaims().resource(claim("shared")).create();
        client.batch()
                .v1()
                .jobs()
                .resource(mounting(job("user", "sh", "-c", "sleep 1000"), "shared", ABSENT_HERE))
                .create();
        podOf("user", "Running");
        client.persistentVolumeClaims().withName("shared").delete();
        assertThat(folder.resolve("disks/akoflow-work/shared")).exists();

        // when
        client.batch().v1().jobs().withName("user").delete();

        // then
        await().untilAsserted(() -> assertThat(
                        client.persistentVolumeClaims().withName("shared").get())
                .isNull());
        await().untilAsserted(() ->
                assertThat(folder.resolve("disks/akoflow-work/shared")).doesNotExist());
    }

    private void start(RunnerKind runner) {
        assumeTrue(runner != RunnerKind.PROCESS || ProcessRunner.works(), "no namespaces on this machine");
        machine = MachineKubernetes.start(MachineSettings.processes(folder).withRunner(runner));
        client = Clients.of(machine);
    }

    private Pod runToTheEnd(Job job) {
        client.batch().v1().jobs().resource(job).create();
        return podOf(job.getMetadata().getName(), "Succeeded|Failed");
    }

    private Pod podOf(String job, String phases) {
        return Objects.requireNonNull(client.pods()
                .withLabel("job-name", job)
                .waitUntilCondition(
                        pod -> pod != null && pod.getStatus().getPhase().matches(phases), 10, TimeUnit.SECONDS));
    }

    private String logOf(Pod pod) {
        return client.pods().resource(pod).getLog();
    }

    private long group(Pod pod) {
        var file = folder.resolve("kubernetes/pods/" + pod.getMetadata().getUid() + "/activity/group");
        var text =
                await().until(() -> Files.exists(file) ? Files.readString(file).strip() : "", read -> !read.isEmpty());
        return Long.parseLong(text);
    }

    private static ContainerStateTerminated terminated(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    }
}
