package io.akoflow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akoflow.local.kubernetes.given.Kubeconfig;
import io.akoflow.local.kubernetes.given.WayBack;
import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
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

    @Test
    void shouldMakeNamespaceAndKeepKubeconfigWhenClusterIsGiven() throws IOException {
        // given
        try (var cluster = Cluster.open(simulated(folder.resolve("there")), made(folder.resolve("there")))) {
            var given = GivenCluster.of(cluster.kubeconfig()).withNamespace("elsewhere");
            var settings = LaunchSettings.usual(folder, folder.resolve("here")).withCluster(given);

            // when
            try (var found = Cluster.open(settings, made(settings.state()))) {

                // then
                assertThat(found.runner()).isEmpty();
                assertThat(found.kubeconfig()).startsWith(settings.state());
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found.kubeconfig())))
                        .isEqualTo("rw-------");
                try (var client = client(found.kubeconfig())) {
                    assertThat(client.namespaces()
                                    .withName("elsewhere")
                                    .get()
                                    .getMetadata()
                                    .getLabels())
                            .containsEntry("pod-security.kubernetes.io/enforce", "baseline");
                }
            }
        }
    }

    @Test
    void shouldFindTheAddressFromWhichItReachesNodes() throws IOException {
        // given
        var here = ownAddress();
        try (var cluster = Cluster.open(simulated(folder.resolve("there")), made(folder.resolve("there")));
                var client = client(cluster.kubeconfig())) {
            client.resource(new NodeBuilder()
                            .withNewMetadata()
                            .withName("near")
                            .endMetadata()
                            .withNewStatus()
                            .addNewAddress(here, "InternalIP")
                            .endStatus()
                            .build())
                    .create();

            // when
            var way = WayBack.find(cluster.kubeconfig());

            // then
            assertThat(way).hasValue(here);
        }
    }

    @Test
    void shouldFindNoAddressWhenNodesAreOnNoNetworkOfThisMachine() throws IOException {
        // given
        try (var cluster = Cluster.open(simulated(folder.resolve("there")), made(folder.resolve("there")));
                var client = client(cluster.kubeconfig())) {
            client.resource(new NodeBuilder()
                            .withNewMetadata()
                            .withName("far")
                            .endMetadata()
                            .withNewStatus()
                            .addNewAddress("198.51.100.7", "InternalIP") // of RFC 5737, so nobody's
                            .endStatus()
                            .build())
                    .create();

            // when
            var way = WayBack.find(cluster.kubeconfig());

            // then
            assertThat(way).isEmpty();
        }
    }

    @Test
    void shouldFindNoAddressWhenOnlyLoopbackLeadsThere() throws IOException {
        // given
        try (var cluster = Cluster.open(simulated(folder.resolve("there")), made(folder.resolve("there")))) {

            // when
            var way = WayBack.find(cluster.kubeconfig());

            // then
            assertThat(way).isEmpty();
        }
    }

    private static String ownAddress() throws SocketException {
        var address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(it -> it instanceof Inet4Address && !it.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
        assumeTrue(address.isPresent(), "SKIPPED: Expected an address besides loopback, but there is none");
        return address.get();
    }

    @Test
    void shouldSayWhereItAskedWhenNobodyAnswers() throws IOException {
        // given
        var file = folder.resolve("config");
        Files.writeString(file, Kubeconfig.of("http://127.0.0.1:1", "token"));
        var settings = LaunchSettings.usual(folder, folder.resolve("here")).withCluster(GivenCluster.of(file));

        // when
        var refusal = assertThatThrownBy(() -> Cluster.open(settings, made(settings.state())));

        // then
        refusal.hasMessageContaining("Expected the Kubernetes API at http://127.0.0.1:1/ to answer, but");
        assertThat(Cluster.complaint(new GivenCluster("other", file, "elsewhere")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("'other'", "but it has: akoflow"));
    }

    private static LaunchSettings simulated(Path state) {
        return LaunchSettings.usual(state, state).withPorts(Ports.free()).withRunner(RunnerKind.SIMULATE);
    }

    private static StateFolder made(Path folder) {
        var state = new StateFolder(folder);
        state.make();
        return state;
    }

    private static KubernetesClient client(Path kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }
}
