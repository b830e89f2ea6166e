package io.akoflow.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.local.GivenCluster;
import io.akoflow.local.LaunchSettings;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.akoflow.local.kubernetes.given.Kubeconfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that are put back, as the table in docs/reliability.md tells. Kubernetes goes on while akoflow is down. */
@Tag("slow")
@DisplayName("After a backup was put back, nothing is lost and nothing runs twice")
class RestoreTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private MachineSettings settings;
    private MachineKubernetes api;

    @BeforeEach
    void startKubernetes() {
        api = MachineKubernetes.start(MachineSettings.simulated(folder));
        settings =
                MachineSettings.simulated(folder).withPort(api.url().getPort()).withToken(api.token());
        PrivateFiles.write(folder.resolve("kubeconfig"), Kubeconfig.of(api.url().toString(), api.token()));
    }

    @AfterEach
    void endKubernetes() {
        api.close();
    }

    @Test
    void shouldGoOnWithRunsThatItsDatabaseDoesNotKnowWhenItIsRestored() {
        // given
        String early;
        Path state;
        try (var machine = Machine.start("restored", this::onCluster)) {
            state = machine.parts().state().root();
            early = machine.submit(Steps.chain(5, "0"));
            awaitSucceeded(machine, early, 1);
        }
        var backup = folder.resolve("backup");
        Folders.copy(state.resolve("postgres"), backup);
        String late;
        String underWay;
        try (var machine = Machine.again("restored", this::onCluster)) {
            late = machine.submit(Steps.chain(2, "0"));
            machine.awaitOver(early, PATIENCE);
            machine.awaitOver(late, PATIENCE);
            underWay = machine.submit(Steps.chain(12, "0"));
            awaitSucceeded(machine, underWay, 2);
        }
        // when
        PrivateFiles.delete(state.resolve("postgres"));
        Folders.copy(backup, state.resolve("postgres"));
        try (var machine = Machine.again("restored", this::onCluster)) {
            // then
            assertThatItSucceeded(machine, early, List.of(1, 1, 1, 1, 1));
            assertThatItSucceeded(machine, late, List.of(1, 1));
            assertThatItSucceeded(machine, underWay, List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
            var next = machine.submit(Steps.chain(1, "0"));
            assertThatItSucceeded(machine, next, List.of(1));
        }
    }

    @Test
    void shouldMakeOtherAttemptsWhenKubernetesIsRestored() {
        // given
        try (var machine = Machine.start("restored-kubernetes", this::onCluster)) {
            var run = machine.submit(Steps.chain(6, "0"));
            awaitSucceeded(machine, run, 1);
            awaitRunning(machine, run, 1);
            var backup = folder.resolve("backup");
            Folders.copy(folder.resolve("kubernetes"), backup, name -> name.startsWith("journal-"));
            awaitSucceeded(machine, run, 3);
            awaitRunning(machine, run, 3);
            // when
            api.close();
            Folders.delete(folder.resolve("kubernetes"), name -> name.startsWith("journal-"));
            Folders.copy(backup, folder.resolve("kubernetes"));
            api = MachineKubernetes.start(settings);
            // then
            assertThatItSucceeded(machine, run, List.of(1, 1, 1, 2, 1, 1));
        }
    }

    private LaunchSettings onCluster(LaunchSettings machine) {
        return machine.withCluster(GivenCluster.of(folder.resolve("kubeconfig")))
                .withServiceSetting("akoflow.dispatcher.pods.annotations.\"akoflow.test/duration\"", "1500ms")
                .withServiceSetting("akoflow.planner.validity", "PT8S")
                .withServiceSetting("akoflow.planner.release-margin", "PT3S")
                .withServiceSetting("akoflow.planner.silence", "PT12S");
    }

    private static void awaitSucceeded(Machine machine, String run, int atLeast) {
        await("%d steps".formatted(atLeast))
                .atMost(PATIENCE)
                .until(() -> machine.run(run).path("counts").path("SUCCEEDED").asInt() >= atLeast);
    }

    private static void awaitRunning(Machine machine, String run, int step) {
        await("step %d to run".formatted(step))
                .atMost(PATIENCE)
                .until(() -> machine.activity(run, "step-" + step)
                        .path("state")
                        .asText()
                        .equals("RUNNING"));
    }

    private void assertThatItSucceeded(Machine machine, String run, List<Integer> attempts) {
        var begun = Instant.now();
        var over = machine.awaitOver(run, PATIENCE);
        System.out.printf(
                "Restore: %s after %s s%n",
                over, Duration.between(begun, Instant.now()).toSeconds());
        assertThat(over.path("state").asText()).as(over.toString()).isEqualTo("SUCCEEDED");
        assertThat(machine.activities(run).stream().map(it -> it.path("attempt").asInt()))
                .containsExactlyElementsOf(attempts);
        assertThat(ApiJournal.read(folder.resolve("kubernetes/api.log"), run).startsByAttempt())
                .isNotEmpty()
                .allSatisfy((attempt, starts) -> assertThat(starts).as(attempt).isEqualTo(1));
    }
}
