package io.akoflow.local;

import io.akoflow.local.process.Signal;
import io.akoflow.local.runner.RunnerKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Everything on one machine, started; and what a test may do to it. */
public final class RunningMachine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LaunchSettings settings;
    private final StateFolder state;
    private final ServiceRecipes.Servers servers;
    private final Map<Replica, ServiceProcess> services;
    private final Endings endings;

    RunningMachine(
            LaunchSettings settings,
            ServiceRecipes.Servers servers,
            Map<Replica, ServiceProcess> services,
            Endings endings) {
        this.settings = settings;
        this.state = new StateFolder(settings.state());
        this.servers = servers;
        this.services = services;
        this.endings = endings;
    }

    /** Of the first gateway, which is the only one if nobody said otherwise. */
    public URI url() {
        return urls().getFirst();
    }

    /** Of every gateway. */
    public List<URI> urls() {
        return replicas()
                .mapToObj(number -> process(Service.GATEWAY, number))
                .map(gateway -> URI.create("http://localhost:" + gateway.port()))
                .toList();
    }

    /** How many of each service there are; they are counted from 1. */
    public IntStream replicas() {
        return IntStream.rangeClosed(1, settings.replicas());
    }

    /** What HTTP clients show; empty when they need not. */
    public String token() {
        return state.token();
    }

    /** What any Kafka client needs to connect. */
    public Map<String, Object> kafkaClientSettings() {
        return servers.kafka();
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

    /** At which address pods of the cluster are told to reach the gateway; empty when nobody knows one. */
    public Optional<String> wayBack() {
        return Optional.ofNullable(settings.serviceSettings().get(LaunchSettings.OUTPUTS_ADDRESS))
                .or(() -> switch (servers.cluster()) {
                    case Cluster.OneMachine _ -> Optional.empty();
                    case Cluster.Given given -> given.wayBack();
                });
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
        kill9(service, 1);
    }

    /** The same, where there are several. */
    public void kill9(Service service, int replica) {
        process(service, replica).kill();
    }

    /** Starts a service that was ended; it is ready when this returns. */
    public void start(Service service) {
        start(service, 1);
    }

    /** The same, where there are several. */
    public void start(Service service, int replica) {
        process(service, replica).start();
        process(service, replica).awaitReady(PATIENCE.multipliedBy(settings.replicas()));
    }

    /** Asks a service to end, waits for that, and starts it again, as a rolling update does; it is ready then. */
    public void restart(Service service, int replica) {
        process(service, replica).close();
        start(service, replica);
    }

    /**
     * Asks a service to end, as Kubernetes does, and waits for it; one that does not end in time is killed. It stays
     * away until it is started.
     *
     * @return whether it ended by itself
     */
    public boolean end(Service service, Duration patience) {
        return process(service, 1).end(patience);
    }

    /** Stops a service in the middle of what it does. */
    public void stopProcess(Service service) {
        stopProcess(service, 1);
    }

    /** The same, where there are several. */
    public void stopProcess(Service service, int replica) {
        process(service, replica).signal(Signal.STOP);
    }

    /** Lets a stopped service go on. */
    public void contProcess(Service service) {
        contProcess(service, 1);
    }

    /** The same, where there are several. */
    public void contProcess(Service service, int replica) {
        process(service, replica).signal(Signal.CONT);
    }

    /** Ends everything, in order; once. */
    @Override
    public void close() {
        endings.close();
    }

    private ServiceProcess process(Service service, int number) {
        return Objects.requireNonNull(services.get(new Replica(service, number)));
    }
}
