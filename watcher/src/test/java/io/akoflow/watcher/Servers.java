package io.akoflow.watcher;

import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real Kafka and a Kubernetes API for the service as it is deployed. */
@SuppressWarnings("NullAway.Init") // start() fills the fields
public class Servers implements QuarkusTestResourceLifecycleManager {

    private final Path folder = PrivateFiles.temporaryFolder("akoflow-watcher");
    private EmbeddedKafka kafka;
    private MachineKubernetes machine;

    @Override
    public Map<String, String> start() {
        kafka = EmbeddedKafka.temporary();
        machine = MachineKubernetes.start(MachineSettings.simulated(folder));
        Map<String, String> settings = new HashMap<>();
        kafka.clientSettings().forEach((name, value) -> settings.put("kafka." + name, value.toString()));
        settings.put("quarkus.kubernetes-client.api-server-url", machine.url().toString());
        settings.put("quarkus.kubernetes-client.token", machine.token());
        return settings;
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (machine != null) {
            machine.close();
        }
        PrivateFiles.delete(folder);
    }
}
