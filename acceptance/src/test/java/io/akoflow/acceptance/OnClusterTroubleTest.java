package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GivenKubernetes.Named.class)
@DisplayName("Three of ten calls of a real API server go wrong")
class OnClusterTroubleTest {

    private static GivenKubernetes cluster;
    private static FaultProxy proxy;
    private static Machine machine;

    @BeforeAll
    static void start() {
        cluster = GivenKubernetes.connect("trouble");
        cluster.assumeSimulatedNodes();
        proxy = FaultProxy.before(GivenKubernetes.kubeconfig(), "trouble-on-cluster");
        machine = cluster.start(proxy.kubeconfig(), settings -> settings);
    }

    @AfterAll
    static void end() {
        cluster.close();
        if (proxy != null) {
            proxy.close();
        }
    }

    @Test
    void shouldMakeNoJobTwiceWhenManyCallsGoWrong() {
        // given
        proxy.begin();
        // when
        var run = machine.submit(SharedData.forCluster("montage-050d.yaml"));
        // then
        var over = machine.awaitOver(run, Duration.ofMinutes(5));
        System.out.println("Faults with " + proxy);
        assertThat(over.path("state").asText()).as("%s with %s", over, proxy).isEqualTo("SUCCEEDED");
        var audit = AuditLog.of(run);
        assertThat(audit.jobs()).as(proxy.toString()).hasSize(58);
        assertThat(audit.creations())
                .hasSize(58)
                .allSatisfy((job, times) ->
                        assertThat(times).as("%s with %s", job, proxy).isEqualTo(1));
        assertThat(proxy.percent()).as(proxy.toString()).isBetween(20L, 40L);
    }
}
