package io.akoflow.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says how each service is started: its settings file and its command line. */
final class ServiceRecipes {

    private static final List<String> SMALL_JVM = List.of(
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final int SHARDS_PER_REPLICA = 2;

    private final LaunchSettings settings;
    private final StateFolder state;

    ServiceRecipes(LaunchSettings settings, StateFolder state) {
        this.settings = settings;
        this.state = state;
    }

    /** What the services are connected to. */
    record Servers(Map<String, Object> kafka, GivenServers.Database database, Cluster cluster) {}

    ServiceProcess.Recipe write(Replica replica, Servers servers) {
        var service = replica.service();
        var port = replica.number() == 1 ? settings.ports().of(service.part()) : FreePort.find();
        var file = state.writeServiceSettings(replica.label(), serviceSettings(replica, port, servers));
        var environment = usesKubernetes(service)
                ? Map.of("KUBECONFIG", servers.cluster().kubeconfig().toString())
                : Map.<String, String>of();
        var log = state.logs().resolve(replica.label() + ".log");
        return new ServiceProcess.Recipe(replica.label(), port, command(service, file), environment, log);
    }

    private Map<String, Object> serviceSettings(Replica replica, int port, Servers servers) {
        var service = replica.service();
        var all = new HashMap<String, Object>();
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", port);
        servers.kafka().forEach((name, value) -> all.put("kafka." + name, value));
        if (!usesKubernetes(service)) {
            all.put("quarkus.datasource.jdbc.url", servers.database().jdbcUrl());
            all.put("quarkus.datasource.username", servers.database().user());
            all.put("quarkus.datasource.password", servers.database().password());
        }
        if (servers.cluster() instanceof Cluster.Given given) {
            all.putAll(namespaceSettings(service, given.namespace()));
        }
        all.putAll(replicaSettings(replica));
        if (service == Service.DISPATCHER && servers.cluster().runner().isPresent()) {
            all.put("akoflow.dispatcher.check-storage-classes", false); // one machine takes any name for its folders
        }
        if (service == Service.GATEWAY) {
            all.putAll(disks(servers.cluster()));
            if (settings.guarded()) {
                all.put("akoflow.gateway.token", state.newToken());
            }
        }
        all.putAll(settings.serviceSettings());
        return all;
    }

    /** How the gateway comes by what is on disks. */
    private Map<String, Object> disks(Cluster cluster) {
        return switch (cluster) {
            case Cluster.OneMachine machine ->
                Map.of(
                        "akoflow.gateway.runner",
                        machine.kind().label(),
                        "akoflow.gateway.outputs.folders",
                        settings.state().resolve("disks"));
            case Cluster.Given given ->
                given.wayBack()
                        .<Map<String, Object>>map(address -> Map.of(LaunchSettings.OUTPUTS_ADDRESS, address))
                        .orElse(Map.of());
        };
    }

    /** What tells replicas from each other, and gives each of them something to do. */
    private Map<String, Object> replicaSettings(Replica replica) {
        int shards = settings.replicas() == 1 ? 1 : SHARDS_PER_REPLICA * settings.replicas();
        return switch (replica.service()) {
            case GATEWAY -> Map.of();
            // killed and started again, it has its partitions at once
            case PLANNER -> Map.of("akoflow.planner.instance", replica.identity());
            case DISPATCHER -> Map.of("akoflow.dispatcher.pods.shards", shards);
            case WATCHER -> Map.of("akoflow.watcher.shards", shards, "akoflow.watcher.identity", replica.identity());
        };
    }

    private static Map<String, Object> namespaceSettings(Service service, String namespace) {
        return switch (service) {
            case GATEWAY -> Map.of();
            case PLANNER -> Map.of("akoflow.planner.work-namespace", namespace);
            case DISPATCHER -> Map.of("akoflow.dispatcher.pods.namespace", namespace);
            case WATCHER ->
                Map.of("akoflow.watcher.namespaces", namespace, "akoflow.watcher.leases.namespace", namespace);
        };
    }

    private List<String> command(Service service, Path file) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(SMALL_JVM);
        command.add(service == Service.GATEWAY ? "-Xmx336m" : "-Xmx256m"); // a file of 16 MiB is as large as all else
        command.add("-Dquarkus.config.locations=" + file.toUri());
        command.addAll(List.of("-jar", service.jar(settings.home()).toString()));
        return command;
    }

    private static boolean usesKubernetes(Service service) {
        return service == Service.DISPATCHER || service == Service.WATCHER;
    }
}
