package io.akoflow.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

    @TempDir
    Path folder;

    @Test
    void shouldBeReachedByItsKubeconfigWhenItIsThisMachine() throws IOException {
        // given
        var settings = LaunchSettings.usual(folder, folder.resolve("state"))
                .withPorts(Ports.free())
                .withRunner(RunnerKind.SIMULATE);
        var state = new StateFolder(settings.state());
        state.make();

        try (var cluster = Cluster.open(settings, state)) {
            // when
            var config = Config.fromKubeconfig(cluster.kubeconfig().toFile());

            // then
            try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
                assertThat(client.namespaces().withName("akoflow-work").get()).isNotNull();
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster.kubeconfig())))
                    .isEqualTo("rw-------");
        }
    }
}
