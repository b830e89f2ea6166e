package io.akoflow.local;

import io.akoflow.local.kafka.EmbeddedKafka;
import io.akoflow.local.postgres.EmbeddedPostgres;
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

    private final LaunchSettings settings;
    private final StateFolder state;

    ServiceRecipes(LaunchSettings settings, StateFolder state) {
        this.settings = settings;
        this.state = state;
    }

    /** What the services are connected to. */
    record Servers(EmbeddedKafka kafka, EmbeddedPostgres postgres, Cluster cluster) {}

    ServiceProcess.Recipe write(Service service, Servers servers) {
        var file = state.writeServiceSettings(service, serviceSettings(service, servers));
        var port = settings.ports().of(service.part());
        var environment = usesKubernetes(service)
                ? Map.of("KUBECONFIG", servers.cluster().kubeconfig().toString())
                : Map.<String, String>of();
        var log = state.logs().resolve(service.label() + ".log");
        return new ServiceProcess.Recipe(service, port, command(service, file), environment, log);
    }

    private Map<String, Object> serviceSettings(Service service, Servers servers) {
        var all = new HashMap<String, Object>();
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", settings.ports().of(service.part()));
        servers.kafka().clientSettings().forEach((name, value) -> all.put("kafka." + name, value));
        if (!usesKubernetes(service)) {
            all.put("quarkus.datasource.jdbc.url", servers.postgres().jdbcUrl());
            all.put("quarkus.datasource.username", servers.postgres().user());
            all.put("quarkus.datasource.password", servers.postgres().password());
        }
        if (servers.cluster() instanceof Cluster.Given given) {
            all.putAll(namespaceSettings(service, given.namespace()));
        }
        if (service == Service.PLANNER) {
            all.put("akoflow.planner.instance", "local"); // killed and started again, it has its partitions at once
        }
        if (service == Service.DISPATCHER && servers.cluster().runner().isPresent()) {
            all.put("akoflow.dispatcher.check-storage-classes", false); // one machine takes any name for its folders
        }
        if (service == Service.GATEWAY) {
            servers.cluster().runner().ifPresent(runner -> all.put("akoflow.gateway.runner", runner.label()));
            if (settings.guarded()) {
                all.put("akoflow.gateway.token", state.newToken());
            }
        }
        all.putAll(settings.serviceSettings());
        return all;
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
        command.add(service == Service.GATEWAY ? "-Xmx384m" : "-Xmx256m"); // a file of 16 MiB is as large as all else
        command.add("-Dquarkus.config.locations=" + file.toUri());
        command.addAll(List.of("-jar", service.jar(settings.home()).toString()));
        return command;
    }

    private static boolean usesKubernetes(Service service) {
        return service == Service.DISPATCHER || service == Service.WATCHER;
    }
}
