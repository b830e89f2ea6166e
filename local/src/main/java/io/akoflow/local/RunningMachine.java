package io.akoflow.local;

import io.akoflow.local.process.Signal;
import io.akoflow.local.runner.RunnerKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Everything on one machine, started; and what a test may do to it. */
public final class RunningMachine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LaunchSettings settings;
    private final StateFolder state;
    private final ServiceRecipes.Servers servers;
    private final Map<Service, ServiceProcess> services;
    private final Endings endings;

    RunningMachine(
            LaunchSettings settings,
            ServiceRecipes.Servers servers,
            Map<Service, ServiceProcess> services,
            Endings endings) {
        this.settings = settings;
        this.state = new StateFolder(settings.state());
        this.servers = servers;
        this.services = services;
        this.endings = endings;
    }

    /** Of the gateway. */
    public URI url() {
        return URI.create("http://localhost:" + settings.ports().of(Part.GATEWAY));
    }

    /** What HTTP clients show; empty when they need not. */
    public String token() {
        return state.token();
    }

    /** What any Kafka client needs to connect. */
    public Map<String, Object> kafkaClientSettings() {
        return servers.kafka().clientSettings();
    }

    /** How the dispatcher, the watcher and kubectl reach the Kubernetes API. */
    public Path kubeconfig() {
        return servers.cluster().kubeconfig();
    }

    /** How pods are run; empty with a real cluster. */
    public Optional<RunnerKind> runner() {
        return servers.cluster().runner();
    }

    /**
     * The cluster that is not this machine's: which it is, and where in it the work is; empty with the one-machine API.
     */
    public Optional<String> cluster() {
        return switch (servers.cluster()) {
            case Cluster.OneMachine _ -> Optional.empty();
            case Cluster.Given given ->
                Optional.of("context %s at %s, work in the namespace %s"
                        .formatted(given.found().context(), given.found().server(), given.namespace()));
        };
    }

    /** Where everything is kept. */
    public StateFolder state() {
        return state;
    }

    /** The folder with a folder for each claim. */
    public Path disks() {
        return settings.state().resolve("disks");
    }

    /** What the one-machine API was asked and did, a line each. */
    public Path apiJournal() {
        return settings.state().resolve("kubernetes/api.log");
    }

    /** Ends a service as kill -9 does. It stays away until it is started. */
    public void kill9(Service service) {
        process(service).kill();
    }

    /** Starts a service that was ended; it is ready when this returns. */
    public void start(Service service) {
        process(service).start();
        process(service).awaitReady(PATIENCE);
    }

    /** Stops a service in the middle of what it does. */
    public void stopProcess(Service service) {
        process(service).signal(Signal.STOP);
    }

    /** Lets a stopped service go on. */
    public void contProcess(Service service) {
        process(service).signal(Signal.CONT);
    }

    /** Ends everything, in order; once. */
    @Override
    public void close() {
        endings.close();
    }

    private ServiceProcess process(Service service) {
        return Objects.requireNonNull(services.get(service));
    }
}
