package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenKubernetes.Named.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("Many activities on a real API server with simulated nodes")
class OnClusterManyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WIDE = 1_000;

    /**
     * An activity's Job is made and deleted, and its log is read; the run's claim and a repetition or two come beside.
     */
    private static final double CALLS = 3.1;

    private static final List<String> RUNS = new ArrayList<>();

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("many");
        cluster.assumeSimulatedNodes();
        machine = cluster.start(Map.of());
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Order(1)
    @Test
    void shouldMakeEveryJobOnceWhenMontage() {
        // when
        var run = succeed(SharedData.forCluster("montage-050d.yaml"), 58);
        // then
        assertThat(succeeded(run)).isEqualTo(58);
    }

    @Order(2)
    @Test
    void shouldGoOnToTheEndWhenMontageIsLarge() {
        // when
        var run = succeed(SharedData.forCluster("montage-100d.yaml"), 472);
        // then
        assertThat(succeeded(run)).isEqualTo(472);
    }

    @Order(2)
    @Test
    void shouldJoinWhenFanOutIsWide() {
        // when
        var run = succeed(Graphs.fanOut(WIDE), WIDE + 2);
        // then
        assertThat(succeeded(run)).isEqualTo(WIDE + 2);
    }

    @Order(4)
    @Test
    void shouldMakeNoJobTwiceWhenEachServiceDies() {
        // given
        var run = machine.submit(SharedData.forCluster("montage-050d.yaml"));
        // when
        for (var service : List.of(Service.PLANNER, Service.DISPATCHER, Service.WATCHER, Service.GATEWAY)) {
            int before = succeeded(run);
            await("progress").atMost(PATIENCE).until(() -> succeeded(run) > before || isOver(run));
            machine.parts().kill9(service);
            machine.parts().start(service);
        }
        // then
        assertThatItSucceeded(run, 58);
    }

    /**
     * After the runs, since a Job stays until nobody can make it again, and before the kills: a dispatcher that was
     * killed has to ask what it deletes, and a watcher reads again what logs are left.
     */
    @Order(3)
    @Test
    void shouldDeleteEveryJobOnceAndAskThreeTimesForEachActivity() {
        // given
        assertThat(RUNS).isNotEmpty();
        for (var run : RUNS) {
            // when
            cluster.awaitNoJobs(run);
            var audit = AuditLog.of(run);
            // then
            assertThat(audit.deletions())
                    .allSatisfy((job, times) -> assertThat(times).as(job).isEqualTo(1));
            assertThat(audit.goodCalls() / (double) audit.jobs().size())
                    .as(audit.summary())
                    .isLessThanOrEqualTo(CALLS);
        }
    }

    private static String succeed(String file, int activities) {
        var run = machine.submit(file);
        assertThatItSucceeded(run, activities);
        RUNS.add(run);
        return run;
    }

    private static void assertThatItSucceeded(String run, int activities) {
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        var audit = AuditLog.of(run);
        assertThat(audit.jobs()).hasSize(activities);
        assertThat(audit.creations())
                .allSatisfy((job, times) -> assertThat(times).as(job).isEqualTo(1));
    }

    private static int succeeded(String run) {
        return machine.run(run).path("counts").path("SUCCEEDED").asInt();
    }

    private static boolean isOver(String run) {
        return machine.run(run).path("state").asText().equals("SUCCEEDED");
    }
}
