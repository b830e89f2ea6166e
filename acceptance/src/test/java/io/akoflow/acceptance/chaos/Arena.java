package io.akoflow.acceptance.chaos;

import io.akoflow.acceptance.Classes;
import io.akoflow.acceptance.FaultProxy;
import io.akoflow.acceptance.GivenKubernetes;
import io.akoflow.acceptance.Machine;
import io.akoflow.local.Endings;
import io.akoflow.local.GivenCluster;
import io.akoflow.local.LaunchSettings;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.akoflow.local.kubernetes.given.Kubeconfig;
import io.akoflow.local.runner.ProcessRunner;
import io.akoflow.local.runner.RunnerKind;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Two replicas of each service, Kafka and PostgreSQL in processes of their own, and a proxy before the Kubernetes API,
 * which is a given cluster's where one is named, and else that of one machine.
 */
final class Arena implements AutoCloseable {

    private static final int REPLICAS = 2;
    private static final int PODS_AT_ONCE = 150;
    /** What could not be deleted goes when an end is said again, for which nobody wants to wait ten minutes here. */
    private static final Duration REMINDER = Duration.ofMinutes(1);

    private static final String NAMESPACE = GivenCluster.USUAL_NAMESPACE;

    private final Endings endings = new Endings();
    private final Path folder = Classes.home().resolve("acceptance/target/chaos");
    private final Servers servers;
    private final FaultProxy proxy;
    private final Machine machine;
    private final KubernetesClient client;
    private final String namespace;
    private final boolean onCluster;

    private Arena(long seed) {
        PrivateFiles.delete(folder);
        PrivateFiles.folder(folder);
        servers = endings.add(Servers.start(folder));
        onCluster = System.getProperty("akoflow.kubeconfig") != null;
        if (onCluster) {
            var cluster = endings.add(GivenKubernetes.connect("chaos"));
            cluster.assumeSimulatedNodes();
            proxy = endings.add(FaultProxy.before(GivenKubernetes.kubeconfig(), "chaos", seed, List.of(new Fates())));
            client = cluster.client();
            namespace = cluster.namespace();
            machine = cluster.start(proxy.kubeconfig(), this::settings);
        } else {
            var api = endings.add(MachineKubernetes.start(MachineSettings.processes(folder)
                    .withRunner(ProcessRunner.works() ? RunnerKind.PROCESS : RunnerKind.PLAIN)
                    .withSlots(PODS_AT_ONCE)));
            var kubeconfig = folder.resolve("kubeconfig");
            PrivateFiles.write(kubeconfig, Kubeconfig.of(api.url().toString(), api.token()));
            proxy = endings.add(FaultProxy.before(kubeconfig, "chaos", seed, List.of(new Fates())));
            client = endings.add(new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                    .build());
            namespace = NAMESPACE;
            machine = endings.add(Machine.start(
                    "chaos", settings -> settings(settings).withCluster(GivenCluster.of(proxy.kubeconfig()))));
        }
    }

    static Arena open(long seed) {
        return new Arena(seed);
    }

    Servers servers() {
        return servers;
    }

    FaultProxy proxy() {
        return proxy;
    }

    Machine machine() {
        return machine;
    }

    Gateways gateways() {
        return new Gateways(machine.parts().urls(), machine.parts().token());
    }

    /** The Kubernetes API, past the proxy. */
    KubernetesClient client() {
        return client;
    }

    /** Where the work is. */
    String namespace() {
        return namespace;
    }

    /** Whether the Kubernetes API is a given cluster's, on which nothing is really run. */
    boolean isOnCluster() {
        return onCluster;
    }

    /** What the one-machine API was asked and did. */
    Path apiJournal() {
        return folder.resolve("kubernetes/api.log");
    }

    /** A run's disk, on one machine. */
    Path disk(String run) {
        return folder.resolve("disks").resolve(namespace).resolve("akoflow-" + run);
    }

    @Override
    public void close() {
        endings.close();
    }

    private LaunchSettings settings(LaunchSettings usual) {
        return usual.withReplicas(REPLICAS)
                .withServers(servers.given())
                .withServiceSetting("akoflow.watcher.reminder", REMINDER.toString());
    }
}
