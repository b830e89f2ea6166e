package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.local.GivenCluster;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.akoflow.local.kubernetes.given.Kubeconfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Three of ten calls of the Kubernetes API go wrong")
class TroubleTest {

    @TempDir
    private static Path folder;

    private static MachineKubernetes api;
    private static FaultProxy proxy;
    private static Machine machine;

    @BeforeAll
    static void start() {
        api = MachineKubernetes.start(MachineSettings.simulated(folder));
        var kubeconfig = folder.resolve("kubeconfig");
        PrivateFiles.write(kubeconfig, Kubeconfig.of(api.url().toString(), api.token()));
        proxy = FaultProxy.before(kubeconfig, "trouble");
        machine = Machine.start("trouble", settings -> settings.withCluster(GivenCluster.of(proxy.kubeconfig())));
    }

    @AfterAll
    static void end() {
        machine.close();
        proxy.close();
        api.close();
    }

    @Test
    void shouldStartNothingTwiceWhenManyCallsGoWrong() {
        // given
        proxy.begin();
        // when
        var run = machine.submit(SharedData.forCluster("montage-050d.yaml"));
        // then
        var over = machine.awaitOver(run, Duration.ofMinutes(3));
        System.out.println("Faults with " + proxy);
        assertThat(over.path("state").asText()).as("%s with %s", over, proxy).isEqualTo("SUCCEEDED");
        var journal = ApiJournal.read(folder.resolve("kubernetes/api.log"), run);
        assertThat(journal.jobsByAttempt())
                .as(proxy.toString())
                .hasSize(58)
                .allSatisfy((attempt, times) -> assertThat(times).as(attempt).isEqualTo(1));
        assertThat(journal.startsByAttempt())
                .as(proxy.toString())
                .hasSize(58)
                .allSatisfy((attempt, times) -> assertThat(times).as(attempt).isEqualTo(1));
        assertThat(proxy.percent()).as(proxy.toString()).isBetween(20L, 40L);
    }
}
