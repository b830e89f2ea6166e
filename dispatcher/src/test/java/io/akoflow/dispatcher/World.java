package io.akoflow.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akoflow.contract.Topic;
import io.akoflow.dispatcher.messaging.RunningDispatcher;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A real Kafka and a Kubernetes API that can fail, and dispatchers between them. */
public final class World {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final World SHARED = new World();

    private final Path folder = PrivateFiles.temporaryFolder("akoflow-dispatcher");
    private final EmbeddedKafka kafka = kafkaOfThisClassLoader();
    private final MachineKubernetes machine = MachineKubernetes.start(MachineSettings.simulated(folder));
    private final FaultyApi api = new FaultyApi(machine.url());
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl(machine.url().toString())
                    .withOauthToken(machine.token())
                    .withNamespace("akoflow-work")
                    .build())
            .build();

    private World() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The one of all tests in this JVM, since a Kafka takes seconds to start. */
    public static World shared() {
        return SHARED;
    }

    /**
     * Kafka registers how it checks passwords for the whole JVM, and what Quarkus' class loader has registered in
     * another test understands only its own classes.
     */
    private static EmbeddedKafka kafkaOfThisClassLoader() {
        Security.removeProvider("Simple SASL/PLAIN Server Provider");
        return EmbeddedKafka.temporary();
    }

    public FaultyApi api() {
        return api;
    }

    /** Another one before the same Kubernetes API. */
    public FaultyApi newApi() {
        return new FaultyApi(machine.url());
    }

    public String token() {
        return machine.token();
    }

    /** Straight to the Kubernetes API, past all faults. */
    public KubernetesClient client() {
        return client;
    }

    public Map<String, Object> kafka() {
        return kafka.clientSettings();
    }

    public Bus bus() {
        return new Bus(kafka(), Topic.OBSERVED, Topic.DEAD_LETTERS);
    }

    /** A dispatcher with a group of its own that hears only what is said from now on, and has little patience. */
    public RunningDispatcher dispatcher(String group, Map<String, String> settings) {
        try (var bus = bus()) {
            bus.moveToEnd(group, Topic.READY);
        }
        return dispatcherFromWhereItWas(group, settings);
    }

    /** The same, going on where its group was; a new one begins at the beginning. */
    public RunningDispatcher dispatcherFromWhereItWas(String group, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("patience", "PT3S", "group", group));
        all.putAll(settings);
        var dispatcher = new RunningDispatcher(kafka(), api.url(), machine.token(), Settings.of(all));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(dispatcher.health().getStatus()).isEqualTo(HealthCheckResponse.Status.UP));
        return dispatcher;
    }

    /** How often the Kubernetes API created something of this kind with {@code text} in its name. */
    public long created(String plural, String text) {
        return lines().stream()
                .filter(line -> line.path("verb").asText().equals("create")
                        && line.path("resource").asText().equals(plural)
                        && line.path("name").asText().contains(text))
                .count();
    }

    /** How many pods with {@code text} in their name were started. */
    public long started(String text) {
        return lines().stream()
                .filter(line -> line.path("verb").asText().equals("start")
                        && line.path("name").asText().contains(text))
                .count();
    }

    private List<JsonNode> lines() {
        try {
            return Files.readAllLines(folder.resolve("kubernetes/api.log")).stream()
                    .map(World::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void close() {
        client.close();
        api.close();
        machine.close();
        kafka.close();
        PrivateFiles.delete(folder);
    }
}
