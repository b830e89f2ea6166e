package io.akoflow.local.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class MachineConformanceTest {
    @TempDir
    static Path folder;

    static MachineKubernetes machine;
    static KubernetesClient shared;

    @BeforeAll
    static void start() {
        machine = MachineKubernetes.start(MachineSettings.simulated(folder));
        shared = Clients.of(machine);
    }

    @AfterAll
    static void stop() {
        shared.close();
        machine.close();
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
