package io.akoflow.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.akoflow.local.FreePort;
import io.akoflow.local.PrivateFiles;
import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.akoflow.local.runner.RunnerKind;
import io.akoflow.watcher.kubernetes.RunningWatcher;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** A real Kafka and a Kubernetes API, and watchers between them. */
public final class World implements AutoCloseable {

    public static final String NAMESPACE = "akoflow-work";

    private static final AtomicInteger RUNS = new AtomicInteger();

    private final Path folder = PrivateFiles.temporaryFolder("akoflow-watcher");
    private final EmbeddedKafka kafka;
    private final MachineSettings settings;
    private final List<RunningWatcher> watchers = new ArrayList<>();
    private MachineKubernetes machine;
    private final KubernetesClient client;
    private final Bus bus;

    private World(EmbeddedKafka kafka, RunnerKind runner) {
        this.kafka = kafka;
        var base = runner == RunnerKind.SIMULATE
                ? MachineSettings.simulated(folder)
                : MachineSettings.processes(folder).withRunner(runner).withSlots(8);
        settings = base.withPort(FreePort.find());
        machine = MachineKubernetes.start(settings);
        client = client(machine);
        bus = new Bus(kafka.clientSettings());
    }

    static World simulated() {
        return new World(SharedKafka.get(), RunnerKind.SIMULATE);
    }

    /** With a Kafka of the test's own. */
    static World simulated(EmbeddedKafka kafka) {
        return new World(kafka, RunnerKind.SIMULATE);
    }

    /** With pods that are processes. */
    static World processes() {
        return new World(SharedKafka.get(), RunnerKind.PLAIN);
    }

    /** A run that no other test has. */
    public static RunId newRun() {
        return new RunId("01k5zq3v8m4n9p2r7s6t%06d".formatted(RUNS.incrementAndGet()));
    }

    public KubernetesClient client() {
        return client;
    }

    public Bus bus() {
        return bus;
    }

    /** A watcher that is ready, with little patience. */
    public RunningWatcher watcher(Map<String, String> differences) {
        var watcher = unreadyWatcher(differences);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(watcher.health().getStatus()).isEqualTo(HealthCheckResponse.Status.UP));
        return watcher;
    }

    public RunningWatcher unreadyWatcher(Map<String, String> differences) {
        Map<String, String> all = new HashMap<>(Map.of("identity", "one", "logs.follow-after", "PT0.3S"));
        all.putAll(differences);
        var url = URI.create("http://127.0.0.1:" + settings.port());
        var watcher = new RunningWatcher(kafka.clientSettings(), url, settings.token(), Settings.of(all));
        watchers.add(watcher);
        return watcher;
    }

    /** Creates a Job, and says of which attempt. */
    public AttemptId create(Job job) {
        client.batch().v1().jobs().resource(job).create();
        return Jobs.attempt(job);
    }

    /** How often an attempt's log was asked for. */
    long logReads(AttemptId attempt) {
        var name = KubernetesNames.job(attempt, "step");
        try (var lines = Files.lines(folder.resolve("kubernetes/api.log"))) {
            return lines.filter(line -> line.contains("\"pods/log\"") && line.contains(name))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happens in Kubernetes while no watcher can reach it, and is forgotten as a history. */
    void elsewhere(Consumer<KubernetesClient> work) {
        machine.close();
        try (var hidden = MachineKubernetes.start(settings.withPort(0));
                var there = client(hidden)) {
            work.accept(there);
        }
        machine = MachineKubernetes.start(settings);
    }

    private static KubernetesClient client(MachineKubernetes machine) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withAutoConfigure(false)
                        .withMasterUrl(machine.url().toString())
                        .withOauthToken(machine.token())
                        .withNamespace(NAMESPACE)
                        .build())
                .build();
    }

    /** Ends the Kubernetes API, pods and all. */
    public void stopKubernetes() {
        machine.close();
    }

    public void startKubernetes() {
        machine = MachineKubernetes.start(settings);
    }

    @Override
    public void close() {
        watchers.forEach(RunningWatcher::close);
        bus.close();
        client.close();
        machine.close();
        PrivateFiles.delete(folder);
    }
}
