package io.akoflow.dispatcher;

import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real Kafka and a Kubernetes API for the dispatcher as a service. */
public class Servers implements QuarkusTestResourceLifecycleManager {

    private final Path folder = PrivateFiles.temporaryFolder("akoflow-dispatcher");
    private @Nullable EmbeddedKafka kafka;
    private @Nullable MachineKubernetes machine;

    @Override
    public Map<String, String> start() {
        var bus = EmbeddedKafka.temporary();
        var api = MachineKubernetes.start(MachineSettings.simulated(folder));
        kafka = bus;
        machine = api;
        Map<String, String> settings = new HashMap<>();
        bus.clientSettings().forEach((name, value) -> settings.put("kafka." + name, value.toString()));
        settings.put("quarkus.kubernetes-client.api-server-url", api.url().toString());
        settings.put("quarkus.kubernetes-client.token", api.token());
        settings.put("akoflow.dispatcher.pods.user", "1000");
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
