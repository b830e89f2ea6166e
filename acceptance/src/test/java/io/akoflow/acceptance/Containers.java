package io.akoflow.acceptance;

import io.akoflow.local.GivenServers;
import io.akoflow.local.PrivateFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Servers in containers by Testcontainers, where {@code ./akoflow test --containers} says so: Kafka and PostgreSQL,
 * fresh ones for each machine, and K3s, one for all.
 */
final class Containers {

    private static final Set<String> WANTED =
            Set.of(System.getProperty("akoflow.containers", "").split(","));
    private static final String SERVERS = "servers";
    private static final String K3S = "k3s";

    /** By the name of the machine. */
    private static final Map<String, ContainerServers> RUNNING = new ConcurrentHashMap<>();

    private static final Set<String> IDLE = ConcurrentHashMap.newKeySet();

    /** Started when it is asked for first. */
    private static final class Cluster {
        static final Path KUBECONFIG = startCluster();
    }

    private Containers() {}

    /** Whether scenarios for a cluster are to be run on one in a container. */
    static boolean areCluster() {
        return WANTED.contains(K3S);
    }

    /** How the cluster is reached, which is started when it is asked for first. */
    static Path kubeconfig() {
        return Cluster.KUBECONFIG;
    }

    /** Those of the machine called so; empty where embedded ones are to be used. */
    static Optional<GivenServers> of(String machine) {
        if (!WANTED.contains(SERVERS)) {
            return Optional.empty();
        }
        IDLE.remove(machine);
        return Optional.of(
                RUNNING.computeIfAbsent(machine, _ -> ContainerServers.start()).given());
    }

    /** The machine called so is to begin anew. Servers of machines that have ended go, too. */
    static void forget(String machine) {
        IDLE.add(machine);
        for (var name : List.copyOf(IDLE)) {
            var servers = RUNNING.remove(name);
            if (servers != null) {
                servers.close();
            }
            IDLE.remove(name);
        }
    }

    /** The machine called so has ended; it may go on later, before another one begins. */
    static void leave(String machine) {
        IDLE.add(machine);
    }

    /** The image that a property names, or the usual one. */
    static DockerImageName image(String part, String usual) {
        var name = System.getProperty("akoflow.containers." + part, usual);
        return DockerImageName.parse(name).asCompatibleSubstituteFor(DockerImageName.parse(usual));
    }

    private static Path startCluster() {
        @SuppressWarnings("resource") // Testcontainers ends it after this process
        var k3s = new K3sContainer(image(K3S, "rancher/k3s:v1.34.1-k3s1"));
        k3s.start();
        var file = Classes.home().resolve("acceptance/target/k3s/kubeconfig");
        PrivateFiles.write(file, k3s.getKubeConfigYaml());
        return file;
    }
}
