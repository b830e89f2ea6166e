package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.Service;
import java.time.Duration;
import java.util.List;
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
@DisplayName("Many activities and two replicas of each service, on a real API server with simulated nodes")
class OnClusterScaledTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<Service> VICTIMS =
            List.of(Service.PLANNER, Service.DISPATCHER, Service.WATCHER, Service.GATEWAY);
    private static final int WIDE = 1_000;

    /** An activity's Job is made and deleted, and its log is read. */
    private static final double CALLS = 3.0;

    /** What a service was about when it died is asked for again, and all the more of a server that is slow. */
    private static final double CALLS_AND_THOSE_AGAIN = 3.5;

    private static GivenKubernetes cluster;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("scaled");
        cluster.assumeSimulatedNodes();
        // a simulated node ends the stream of a log at once, and then it would be asked again
        machine = cluster.start(
                settings -> settings.withReplicas(2).withServiceSetting("akoflow.watcher.logs.follow-after", "PT1M"));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Order(1)
    @Test
    void shouldAskThreeTimesForEachActivityWhenNothingDies() {
        // when
        var run = machine.submit(SharedData.forCluster("montage-050d.yaml"));
        // then
        assertThatItSucceeded(run, 58);
        assertThatEveryJobWasDeletedOnce(run, 58);
        var audit = AuditLog.of(run);
        assertThat(audit.callsForEachActivity()).as(audit.summary()).isLessThanOrEqualTo(CALLS);
    }

    /** The gateway that is asked is the one that stays. */
    @Order(2)
    @Test
    void shouldMakeAndDeleteEveryJobOnceWhenOneReplicaOfEachServiceDies() {
        // given
        var wide = machine.submit(Graphs.fanOut(WIDE));
        var montage = machine.submit(SharedData.forCluster("montage-100d.yaml"));
        // when
        for (var victim : VICTIMS) {
            int before = succeeded(wide) + succeeded(montage);
            await("progress").atMost(PATIENCE).until(() -> succeeded(wide) + succeeded(montage) > before + 50);
            machine.parts().kill9(victim, 2);
            machine.parts().start(victim, 2);
        }
        // then
        assertThatItSucceeded(wide, WIDE + 2);
        assertThatItSucceeded(montage, 472);
        assertThatEveryJobWasDeletedOnce(wide, WIDE + 2);
        assertThatEveryJobWasDeletedOnce(montage, 472);
        assertThat(List.of(AuditLog.of(wide), AuditLog.of(montage)))
                .allSatisfy(audit -> assertThat(audit.callsForEachActivity())
                        .as(audit.summary())
                        .isLessThanOrEqualTo(CALLS_AND_THOSE_AGAIN));
    }

    private static void assertThatItSucceeded(String run, int activities) {
        var over = machine.awaitOver(run, PATIENCE);
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        var audit = AuditLog.of(run);
        assertThat(audit.jobs()).hasSize(activities);
        assertThat(audit.creations())
                .allSatisfy((job, times) -> assertThat(times).as(job).isEqualTo(1));
    }

    /** A while after the run, since a Job stays until nobody can make it again. */
    private static void assertThatEveryJobWasDeletedOnce(String run, int activities) {
        cluster.awaitNoJobs(run);
        var audit = AuditLog.of(run);
        assertThat(audit.deletions())
                .hasSize(activities)
                .allSatisfy((job, times) -> assertThat(times).as(job).isEqualTo(1));
    }

    private static int succeeded(String run) {
        return machine.run(run).path("counts").path("SUCCEEDED").asInt();
    }
}
