package io.akoflow.local.kubernetes.given;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which address pods of a cluster reach this machine: the one that it has on a network on which their nodes are too.
 * Elsewhere, as with a cluster of a cloud, pods seldom have a way to a machine of its users, and to listen for them
 * would be to listen for whoever else is on the network.
 */
public final class WayBack {

    private static final int MILLIS = 10_000;
    private static final long FIRST_NODES = 10;

    private WayBack() {}

    /** Empty when no node, nor the API server, is on a network of this machine. */
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
        try {
            var node = InetAddress.getByName(there);
            return NetworkInterface.networkInterfaces()
                    .filter(WayBack::isUsed)
                    .flatMap(network -> network.getInterfaceAddresses().stream())
                    .filter(here -> isOnSameNetwork(here, node))
                    .map(here -> here.getAddress().getHostAddress())
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean isUsed(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException _) {
            return false;
        }
    }

    static boolean isOnSameNetwork(InterfaceAddress here, InetAddress there) {
        byte[] one = here.getAddress().getAddress();
        byte[] other = there.getAddress();
        int bits = here.getNetworkPrefixLength();
        boolean isNetwork =
                one.length == other.length && bits > 0 && !here.getAddress().isLinkLocalAddress();
        return isNetwork
                && new BigInteger(1, one)
                                .xor(new BigInteger(1, other))
                                .shiftRight(Byte.SIZE * one.length - bits)
                                .signum()
                        == 0;
    }
}
