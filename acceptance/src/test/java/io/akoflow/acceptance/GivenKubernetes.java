package io.akoflow.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akoflow.local.GivenCluster;
import io.akoflow.local.LaunchSettings;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The cluster that was named with {@code ./akoflow test --kubeconfig}, or one in a container, with a namespace of its
 * own for each of these.
 */
public final class GivenKubernetes implements AutoCloseable {

    /** How the tests call themselves, so that what they ask can be told from what the services ask. */
    static final String AGENT = "akoflow-acceptance";

    private static final String PROPERTY = "akoflow.kubeconfig";

    private final KubernetesClient client;
    private final String namespace;
    private @Nullable Machine machine;

    private GivenKubernetes(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Skips, and says so, where no cluster was named. */
    static final class Named implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return System.getProperty(PROPERTY) == null && !Containers.areCluster()
                    ? ConditionEvaluationResult.disabled(
                            "SKIPPED: Expected a cluster, but none was named with ./akoflow test --kubeconfig FILE or --containers")
                    : ConditionEvaluationResult.enabled("a cluster was named");
        }
    }

    /** With a fresh namespace, in which only pods of the level <em>baseline</em> are let in. */
    public static GivenKubernetes connect(String purpose) {
        var config = Config.fromKubeconfig(kubeconfig().toFile());
        config.setUserAgent(AGENT);
        var client = new KubernetesClientBuilder().withConfig(config).build();
        var namespace = "akoflow-test-%s-%05x"
                .formatted(purpose, ThreadLocalRandom.current().nextInt(1 << 20));
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels("pod-security.kubernetes.io/enforce", "baseline")
                        .endMetadata()
                        .build())
                .create();
        await("the service account that every pod has")
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.serviceAccounts()
                                .inNamespace(namespace)
                                .withName("default")
                                .get()
                        != null);
        return new GivenKubernetes(client, namespace);
    }

    public static Path kubeconfig() {
        if (Containers.areCluster()) {
            return Containers.kubeconfig();
        }
        var named = Path.of(System.getProperty(PROPERTY, ""));
        return named.isAbsolute() ? named : Classes.home().resolve(named).normalize();
    }

    public KubernetesClient client() {
        return client;
    }

    public String namespace() {
        return namespace;
    }

    /** The services on this machine, with work in the namespace; they end with this. */
    Machine start() {
        return start(settings -> settings);
    }

    /** The same, with settings of their own. */
    Machine start(UnaryOperator<LaunchSettings> change) {
        return start(kubeconfig(), change);
    }

    /** The same, by another way to the cluster. */
    public Machine start(Path way, UnaryOperator<LaunchSettings> change) {
        var given = GivenCluster.of(way).withNamespace(namespace);
        var started = Machine.start(namespace, settings -> change.apply(settings.withCluster(given)));
        machine = started;
        return started;
    }

    /** Goes on only where containers are really run. */
    void assumeRealNodes() {
        var nodes = client.nodes().list().getItems();
        assumeTrue(
                !nodes.isEmpty() && nodes.stream().noneMatch(GivenKubernetes::isSimulated),
                "SKIPPED: Expected nodes that run containers and no others, but not all of them do");
    }

    /** Goes on only where pods are only played. */
    public void assumeSimulatedNodes() {
        var nodes = client.nodes().list().getItems();
        assumeTrue(
                !nodes.isEmpty() && nodes.stream().allMatch(GivenKubernetes::isSimulated),
                "SKIPPED: Expected simulated nodes (label type: kwok) and no others, but there are others");
    }

    private static boolean isSimulated(Node node) {
        return "kwok".equals(node.getMetadata().getLabels().get("type"));
    }

    /** Waits until no Job of the run is left. */
    void awaitNoJobs(String run) {
        await("the end of all Jobs of " + run)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withLabel("akoflow.io/run", run)
                        .list()
                        .getItems()
                        .isEmpty());
    }

    @Override
    public void close() {
        if (machine != null) {
            machine.close();
        }
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
