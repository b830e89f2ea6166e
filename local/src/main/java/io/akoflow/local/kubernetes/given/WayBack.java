package io.akoflow.local.kubernetes.given;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which address pods of a cluster reach this machine: the one from which this machine would reach their nodes.
 * Nobody can tell from here whether they really do.
 */
public final class WayBack {

    private static final int MILLIS = 10_000;
    private static final long FIRST_NODES = 10;
    private static final int ANY_PORT = 9; // nothing is sent there

    private WayBack() {}

    /** Empty when nothing but loopback leads to the cluster. */
    public static Optional<String> find(Path kubeconfig) {
        var config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(0);
        config.setConnectionTimeout(MILLIS);
        config.setRequestTimeout(MILLIS);
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            var server = URI.create(config.getMasterUrl()).getHost();
            return Stream.concat(nodes(client).stream(), Stream.ofNullable(server))
                    .flatMap(there -> addressTowards(there).stream())
                    .findFirst();
        }
    }

    private static List<String> nodes(KubernetesClient client) {
        try {
            return client.nodes().list(limited()).getItems().stream()
                    .flatMap(WayBack::internal)
                    .toList();
        } catch (KubernetesClientException _) {
            return List.of(); // who may work in a namespace need not see nodes
        }
    }

    private static ListOptions limited() {
        return new ListOptionsBuilder().withLimit(FIRST_NODES).build();
    }

    private static Stream<String> internal(Node node) {
        return node.getStatus() == null
                ? Stream.empty()
                : node.getStatus().getAddresses().stream()
                        .filter(address -> address.getType().equals("InternalIP"))
                        .map(address -> address.getAddress());
    }

    private static Optional<String> addressTowards(String there) {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(there), ANY_PORT));
            var here = socket.getLocalAddress();
            return here.isLoopbackAddress() || here.isAnyLocalAddress()
                    ? Optional.empty()
                    : Optional.of(here.getHostAddress());
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }
}
