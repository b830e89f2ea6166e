package io.akoflow.local;

import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.kafka.KafkaSettings;
import io.akoflow.local.kafka.Topics;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.akoflow.local.postgres.PostgresSettings;
import io.akoflow.local.process.Watchdog;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Starts everything on one machine. */
public final class Launcher {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final LaunchSettings settings;
    private final StateFolder state;
    private final Consumer<String> announce;
    private final Endings endings;

    private Launcher(LaunchSettings settings, Endings endings, Consumer<String> announce) {
        this.settings = settings;
        this.endings = endings;
        this.state = new StateFolder(settings.state());
        this.announce = announce;
    }

    /** Why it can't be started: a sentence each that says what to do; empty when it can. */
    public static List<String> complaints(LaunchSettings settings) {
        var holder = LaunchLock.holder(settings.state());
        if (holder.isPresent()) {
            return List.of(
                    "Expected nothing to run on %s, but akoflow (process %d) does, at %s. End it with 'akoflow down'."
                            .formatted(
                                    settings.state(),
                                    holder.get().pid(),
                                    new StateFolder(settings.state()).server().orElse("an unknown address")));
        }
        var complaints = new ArrayList<String>();
        if (!new StateFolder(settings.state()).isOurs()) {
            complaints.add(
                    "Expected a folder of akoflow's own for its state, but %s has something else in it, or can't be"
                                    .formatted(settings.state())
                            + " read. Choose another one with --state.");
        }
        for (var service : Service.values()) {
            if (!Files.exists(service.jar(settings.home()))) {
                complaints.add("Expected the %s in %s, but it is not built. Build it with 'mvn -Dquick package'."
                        .formatted(service.label(), service.jar(settings.home())));
            }
        }
        var parts = new ArrayList<>(Arrays.asList(Part.values()));
        if (settings.cluster() != null) {
            parts.remove(Part.KUBERNETES);
            Cluster.complaint(settings.cluster()).ifPresent(complaints::add);
        }
        if (settings.servers() != null) {
            parts.removeAll(List.of(Part.KAFKA, Part.POSTGRES));
        }
        complaints.addAll(settings.ports().complaints(parts));
        return complaints;
    }

    /** Starts everything; all of it is ready when this returns, and nothing of it is left when this throws. */
    public static RunningMachine start(LaunchSettings settings) {
        return start(settings, new Endings(), message -> {});
    }

    /**
     * The same, telling how it goes on. When the endings are closed meanwhile, what has been started is ended.
     *
     * @param announce is told what happens to services later, too
     */
    public static RunningMachine start(LaunchSettings settings, Endings endings, Consumer<String> announce) {
        var complaints = complaints(settings);
        if (!complaints.isEmpty()) {
            throw new IllegalStateException(String.join("\n", complaints));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return new Launcher(settings, endings, announce).start(threads);
        } catch (RuntimeException | Error e) {
            endings.close();
            throw e;
        }
    }

    private RunningMachine start(ExecutorService threads) {
        state.make();
        endings.add(LaunchLock.take(settings.state())
                .orElseThrow(() -> new IllegalStateException(
                        "Expected nothing to run on %s, but another akoflow has just been started there."
                                .formatted(settings.state()))));
        var watchdog = endings.add(Watchdog.start());
        var postgres = threads.submit(() -> database(watchdog));
        var kafka = threads.submit(this::kafka);
        var cluster = threads.submit(() -> endings.add(Cluster.open(settings, state)));
        var servers = new ServiceRecipes.Servers(get(kafka), get(postgres), get(cluster));
        writeConnections(servers);
        var services = startServices(servers, watchdog, threads);
        return new RunningMachine(settings, servers, services, endings);
    }

    private Map<Replica, ServiceProcess> startServices(
            ServiceRecipes.Servers servers, Watchdog watchdog, ExecutorService threads) {
        var recipes = new ServiceRecipes(settings, state);
        var services = new LinkedHashMap<Replica, ServiceProcess>();
        for (int number = 1; number <= settings.replicas(); number++) {
            for (var service : Service.values()) {
                var replica = new Replica(service, number);
                services.put(replica, new ServiceProcess(recipes.write(replica, servers), watchdog, announce));
            }
        }
        endings.add(() -> services.values().forEach(ServiceProcess::close));
        endings.add(() -> services.values().forEach(ServiceProcess::ask));
        services.values().forEach(ServiceProcess::start);
        var ready = services.values().stream()
                .map(process -> threads.submit(() -> process.awaitReady(PATIENCE.multipliedBy(settings.replicas()))))
                .toList();
        ready.forEach(Launcher::get);
        return services;
    }

    private GivenServers.Database database(Watchdog watchdog) {
        if (settings.servers() != null) {
            return settings.servers().database();
        }
        var postgres = endings.add(EmbeddedPostgres.start(postgresSettings(), watchdog));
        return new GivenServers.Database(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private Map<String, Object> kafka() {
        if (settings.servers() != null) {
            Topics.create(settings.servers().kafka());
            return settings.servers().kafka();
        }
        return endings.add(EmbeddedKafka.start(kafkaSettings())).clientSettings();
    }

    private void writeConnections(ServiceRecipes.Servers servers) {
        state.writeClientProperties(servers.kafka());
        state.writeServer("http://localhost:" + settings.ports().of(Part.GATEWAY));
        if (settings.guarded()) {
            state.newToken();
        } else {
            state.withoutToken();
        }
    }

    private KafkaSettings kafkaSettings() {
        return new KafkaSettings(
                settings.state().resolve("kafka"), settings.ports().of(Part.KAFKA), state.secret("kafka"));
    }

    private PostgresSettings postgresSettings() {
        return new PostgresSettings(
                settings.state().resolve("postgres"),
                settings.ports().of(Part.POSTGRES),
                state.secret("postgres"),
                true,
                state.logs().resolve("postgres.log"));
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    e.getCause() == null ? "" : e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to start, but was interrupted", e);
        }
    }
}
