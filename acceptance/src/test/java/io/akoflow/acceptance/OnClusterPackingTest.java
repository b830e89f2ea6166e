package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("Activities share pods of a real API server")
class OnClusterPackingTest {

    private static final int WIDE = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("packing");
        machine = cluster.start();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void shouldMakeAJobForEachTenAndLeaveNothingWhenPodsArePlayed() {
        // given
        cluster.assumeSimulatedNodes();
        // when
        var run = machine.submit(
                Graphs.fanOut(WIDE).replace("spec:\n", "spec:\n  packing: [{match: a, size: 10, wait: 1m}]\n"));
        // then
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        cluster.awaitNoJobs(run);
        assertThat(AuditLog.of(run).creations())
                .hasSize(WIDE / 10 + 2)
                .allSatisfy((job, times) -> assertThat(times).as(job).isEqualTo(1));
        assertThat(machine.activities(run))
                .extracting(it -> it.path("attempt").asInt())
                .containsOnly(1);
    }

    @Test
    void shouldRepeatOnlyThoseThatFailWhenContainersAreReal() {
        // given
        cluster.assumeRealNodes();
        // when
        var run = machine.submit("""
                name: packing
                spec:
                  image: alpine:3.20
                  retry: {attempts: 2, backoff: 1s, memoryFactor: 4}
                  packing: [{match: part, size: 3, wait: 1m}]
                  activities:
                    - {name: part-1, memoryLimit: 24Mi, run: echo of one; sleep 5; echo more}
                    - {name: part-2, memoryLimit: 24Mi, run: 'echo of two; [ $AKOFLOW_ATTEMPT = 2 ]'}
                    - {name: part-3, memoryLimit: 24Mi, run: 'echo of three; [ $AKOFLOW_ATTEMPT = 2 ] || tail /dev/zero'}
                """);
        // then
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        assertThat(attempts(run, "part-1")).hasSize(1);
        assertThat(kindOfFirstFailure(run, "part-2")).isEqualTo("ExitCode");
        assertThat(kindOfFirstFailure(run, "part-3")).isEqualTo("OutOfMemory");
        var pod = podOfFirst(run, "part-1");
        assertThat(podOfFirst(run, "part-2")).isNotEmpty().isEqualTo(pod);
        assertThat(podOfFirst(run, "part-3")).isEqualTo(pod);
        assertThat(machine.log(run, "part-1")).isEqualTo("of one\nmore\n");
        assertThat(machine.log(run, "part-2")).isEqualTo("of two\n");
        assertThat(machine.log(run, "part-3")).isEqualTo("of three\n");
    }

    @Test
    void shouldCopyFilesForEachWhenEachHasADiskOfItsOwn() {
        // given
        cluster.assumeRealNodes();
        // when
        var run = machine.submit("""
                name: disks
                spec:
                  image: alpine:3.20
                  storagePolicy: {type: standalone, storageSize: 32Mi}
                  packing: [{match: part, size: 2, wait: 1m}]
                  activities:
                    - {name: first, run: echo first > a}
                    - {name: part-1, run: 'echo one >> a; cat a', dependsOn: [first]}
                    - {name: part-2, run: 'echo two >> a; cat a', dependsOn: [first]}
                """);
        // then
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        assertThat(podOfFirst(run, "part-2")).isNotEmpty().isEqualTo(podOfFirst(run, "part-1"));
        assertThat(machine.log(run, "part-1")).isEqualTo("first\none\n");
        assertThat(machine.log(run, "part-2")).isEqualTo("first\ntwo\n");
    }

    private static String kindOfFirstFailure(String run, String activity) {
        return attempts(run, activity).getLast().path("failure").path("kind").asText();
    }

    private static String podOfFirst(String run, String activity) {
        return attempts(run, activity).getLast().path("pod").path("name").asText();
    }

    /** The newest first. */
    private static List<JsonNode> attempts(String run, String activity) {
        List<JsonNode> all = new ArrayList<>();
        machine.activity(run, activity).path("attempts").forEach(all::add);
        return all;
    }
}
