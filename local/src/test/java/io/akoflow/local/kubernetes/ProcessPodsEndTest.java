package io.akoflow.local.kubernetes;

import static io.akoflow.local.kubernetes.Clients.claim;
import static io.akoflow.local.kubernetes.Clients.job;
import static io.akoflow.local.kubernetes.Clients.mounting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProcessPodsEndTest extends ProcessPodsScenario {
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
    void shouldTellTheSameTimesOfLinesEachTimeWhenTheyAreAskedFor() {
        // given
        start(RunnerKind.PLAIN);
        client.batch()
                .v1()
                .jobs()
                .resource(job("talk", "sh", "-c", "echo one; echo; printf three"))
                .create();
        var pods = client.pods().resource(podOf("talk", "Succeeded"));

        // when
        var all = pods.usingTimestamps().getLog().split("\n");
        var times = Arrays.stream(all)
                .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
                .toList();

        // then
        assertThat(all)
                .extracting(line -> line.substring(line.indexOf(' ') + 1))
                .containsExactly("one", "", "three");
        assertThat(times).isSorted().doesNotHaveDuplicates();
        assertThat(pods.usingTimestamps().tailingLines(2).getLog()).isEqualTo(all[1] + "\n" + all[2]);
        assertThat(pods.sinceTime(times.getFirst().toString()).getLog()).isEqualTo("one\n\nthree");
        assertThat(pods.sinceTime(times.getFirst().plusNanos(1).toString()).getLog())
                .isEqualTo("\nthree");
        assertThat(pods.sinceTime(times.getLast().plusSeconds(1).toString()).getLog())
                .isEmpty();
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
}
