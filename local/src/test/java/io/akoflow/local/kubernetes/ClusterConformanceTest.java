package io.akoflow.local.kubernetes;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The same against a real API server with simulated pods, when a kubeconfig is given. */
@EnabledIfEnvironmentVariable(named = "AKOFLOW_CONFORMANCE_KUBECONFIG", matches = ".+")
@SuppressWarnings("NullAway.Init")
class ClusterConformanceTest {
    static KubernetesClient shared;

    @BeforeAll
    static void connect() {
        var config = new ConfigBuilder(Config.fromKubeconfig(new File(System.getenv("AKOFLOW_CONFORMANCE_KUBECONFIG"))))
                .withNamespace(Clients.NAMESPACE)
                .build();
        shared = new KubernetesClientBuilder().withConfig(config).build();
        if (shared.namespaces().withName(Clients.NAMESPACE).get() == null) {
            shared.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(Clients.NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    @AfterAll
    static void close() {
        shared.close();
    }

    @Nested
    class Api extends ApiConformance {
        @Override
        KubernetesClient client() {
            return shared;
        }
    }

    @Nested
    class Changes extends ChangeConformance {
        @Override
        KubernetesClient client() {
            return shared;
        }
    }

    @Nested
    class Jobs extends JobConformance {
        @Override
        KubernetesClient client() {
            return shared;
        }
    }

    @Nested
    class Deadlines extends DeadlineConformance {
        @Override
        KubernetesClient client() {
            return shared;
        }
    }
}
