package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.Clients.annotated;
import static io.akoflow.local.kubernetes.Clients.claim;
import static io.akoflow.local.kubernetes.Clients.job;
import static io.akoflow.local.kubernetes.Clients.mounting;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProcessPodsTest extends ProcessPodsScenario {
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
        var job = withInitContainerAndScript(job("two", "sh", "-c", ". /akoflow-test-script/run.sh"));

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

    private static Job withInitContainerAndScript(Job job) {
        return new JobBuilder(mounting(job, "shared", ABSENT_HERE))
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
    }

    @Test
    void shouldPlayPodsThatSayHowTheyEndBesideProcesses() {
        // given
        start(RunnerKind.PLAIN);

        // when
        var played = runToTheEnd(annotated(job("played", "sh", "-c", "exit 4"), "akoflow.test/exit-code", "3"));
        var process = runToTheEnd(job("process", "sh", "-c", "exit 4"));

        // then
        assertThat(terminated(played).getExitCode()).isEqualTo(3);
        assertThat(terminated(process).getExitCode()).isEqualTo(4);
    }
}
