package io.akoflow.local.command;

import io.akoflow.local.GivenCluster;
import io.akoflow.local.LaunchSettings;
import io.akoflow.local.Part;
import io.akoflow.local.Ports;
import io.akoflow.local.runner.RunnerKind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is started, and how, as options. */
final class LaunchOptions {

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where everything is kept; default .akoflow beside the akoflow script, or $AKOFLOW_HOME.")
    @Nullable
    Path state;

    @Option(
            names = "--runner",
            paramLabel = "RUNNER",
            description =
                    "How pods are run: container (docker or podman), process (namespaces), plain, simulate; default: process, or plain where namespaces are not allowed.")
    @Nullable
    RunnerKind runner;

    @Option(names = "--simulate", description = "As --runner simulate: pods end at once, and nothing is run.")
    boolean simulate;

    @Option(
            names = "--kubernetes",
            paramLabel = "CONTEXT",
            description = "Have the work done on the cluster of this context of your kubeconfig.")
    @Nullable
    String kubernetes;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "Where the context is; default $KUBECONFIG or ~/.kube/config. Without --kubernetes, its current one.")
    @Nullable
    Path kubeconfig;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = GivenCluster.USUAL_NAMESPACE,
            description = "Where on that cluster; default ${DEFAULT-VALUE}. Two akoflows need one each.")
    String namespace = GivenCluster.USUAL_NAMESPACE;

    @Option(
            names = "--outputs-address",
            paramLabel = "ADDRESS",
            description = "At which pods there reach this machine, to bring what runs left on their disks; default:"
                    + " the one that this machine has on a network of the nodes.")
    @Nullable
    String outputsAddress;

    @Option(
            names = "--reader-image",
            paramLabel = "IMAGE",
            description = "What reads disks there, as 'akoflow images' builds it; default: that of the pod template"
                    + " akoflow-reader in the namespace.")
    @Nullable
    String readerImage;

    @Option(names = "--no-token", description = "Let everybody on this machine in, for clients that know no token.")
    boolean noToken;

    @Option(names = "--port", paramLabel = "PORT", description = "Of the gateway; default 8080.")
    @Nullable
    Integer port;

    @Option(names = "--planner-port", paramLabel = "PORT", description = "Default 8081.")
    @Nullable
    Integer plannerPort;

    @Option(names = "--dispatcher-port", paramLabel = "PORT", description = "Default 8082.")
    @Nullable
    Integer dispatcherPort;

    @Option(names = "--watcher-port", paramLabel = "PORT", description = "Default 8083.")
    @Nullable
    Integer watcherPort;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Default 9092.")
    @Nullable
    Integer kafkaPort;

    @Option(names = "--postgres-port", paramLabel = "PORT", description = "Default 5433.")
    @Nullable
    Integer postgresPort;

    @Option(names = "--kubernetes-port", paramLabel = "PORT", description = "Of the Kubernetes API; default 6444.")
    @Nullable
    Integer kubernetesPort;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            converter = SettingName.class,
            description = "A setting of a service, such as akoflow.dispatcher.unit=pod. May be given more than once.")
    Map<String, String> set = new LinkedHashMap<>();

    Path state() {
        return (state == null ? Main.usualState() : state).toAbsolutePath().normalize();
    }

    LaunchSettings settings() {
        var kind = simulate ? RunnerKind.SIMULATE : runner;
        return new LaunchSettings(
                Main.home(), state(), ports(), !noToken, kind, cluster(), null, Map.of(), services(), 1);
    }

    /** What has an option of its own counts more than the same with {@code --set}. */
    private Map<String, String> services() {
        var said = new HashMap<>(set);
        if (outputsAddress != null) {
            said.put(LaunchSettings.OUTPUTS_ADDRESS, outputsAddress);
        }
        if (readerImage != null) {
            said.put(LaunchSettings.READER_IMAGE, readerImage);
        }
        return said;
    }

    private @Nullable GivenCluster cluster() {
        return kubernetes == null && kubeconfig == null ? null : new GivenCluster(kubernetes, kubeconfig, namespace);
    }

    private Ports ports() {
        var ports = Ports.usual();
        ports = with(ports, Part.GATEWAY, port);
        ports = with(ports, Part.PLANNER, plannerPort);
        ports = with(ports, Part.DISPATCHER, dispatcherPort);
        ports = with(ports, Part.WATCHER, watcherPort);
        ports = with(ports, Part.KAFKA, kafkaPort);
        ports = with(ports, Part.POSTGRES, postgresPort);
        return with(ports, Part.KUBERNETES, kubernetesPort);
    }

    private static Ports with(Ports ports, Part part, @Nullable Integer number) {
        return number == null ? ports : ports.with(part, number);
    }
}
