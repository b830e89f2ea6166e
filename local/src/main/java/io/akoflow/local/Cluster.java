package io.akoflow.local;

import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.akoflow.local.kubernetes.given.Kubeconfig;
import io.akoflow.local.kubernetes.given.KubeconfigReader;
import io.akoflow.local.kubernetes.given.WayBack;
import io.akoflow.local.kubernetes.given.WorkNamespace;
import io.akoflow.local.runner.RunnerChoice;
import io.akoflow.local.runner.RunnerKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Kubernetes API that the services use. */
sealed interface Cluster extends AutoCloseable {

    /**
     * For the dispatcher and the watcher. It is told by a file even where it is this process, since their client would
     * read the user's own first, and run the programs that are named there.
     */
    Path kubeconfig();

    /** How pods are run, where that is this machine's business. */
    Optional<RunnerKind> runner();

    @Override
    void close();

    /** The API for one machine, in this process. */
    record OneMachine(MachineKubernetes api, RunnerKind kind, Path kubeconfig) implements Cluster {

        @Override
        public Optional<RunnerKind> runner() {
            return Optional.of(kind);
        }

        @Override
        public void close() {
            api.close();
        }
    }

    /**
     * A cluster of the user's.
     *
     * @param wayBack by which address its pods reach this machine, as far as one can be found
     */
    record Given(Kubeconfig.Found found, String namespace, Path kubeconfig, Optional<String> wayBack)
            implements Cluster {

        @Override
        public Optional<RunnerKind> runner() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // It is not ours.
        }
    }

    /** Starts the one, or finds the other. */
    static Cluster open(LaunchSettings settings, StateFolder state) {
        var given = settings.cluster();
        return given == null ? startOneMachine(settings, state) : prepare(given, state);
    }

    /** Why the cluster can't be used, as far as it can be told without asking it. */
    static Optional<String> complaint(GivenCluster given) {
        return switch (read(given)) {
            case Kubeconfig.Found _ -> Optional.empty();
            case Kubeconfig.Refused(var sentence) -> Optional.of(sentence);
        };
    }

    private static Cluster startOneMachine(LaunchSettings settings, StateFolder state) {
        var kind = settings.runner() == null ? RunnerChoice.detect() : settings.runner();
        var simulated = kind == RunnerKind.SIMULATE;
        var machine = (simulated
                        ? MachineSettings.simulated(settings.state())
                        : MachineSettings.processes(settings.state()))
                .withRunner(kind)
                .withPort(settings.ports().of(Part.KUBERNETES))
                .withToken(state.secret("kubernetes"))
                .withEnvironment(settings.environment());
        var api = MachineKubernetes.start(machine);
        var file = kubeconfig(state);
        PrivateFiles.write(file, Kubeconfig.of(api.url().toString(), api.token()));
        return new OneMachine(api, kind, file);
    }

    private static Path kubeconfig(StateFolder state) {
        return state.root().resolve("secrets/kubeconfig");
    }

    private static Cluster prepare(GivenCluster given, StateFolder state) {
        var found = switch (read(given)) {
            case Kubeconfig.Found it -> it;
            case Kubeconfig.Refused(var sentence) -> throw new IllegalStateException(sentence);
        };
        var file = kubeconfig(state);
        PrivateFiles.write(file, found.text());
        WorkNamespace.prepare(file, given.namespace()).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
        return new Given(found, given.namespace(), file, WayBack.find(file));
    }

    private static Kubeconfig read(GivenCluster given) {
        var home = Path.of(System.getProperty("user.home"));
        var files = given.kubeconfig() == null
                ? KubeconfigReader.usual(System.getenv(), home)
                : List.of(given.kubeconfig());
        return new KubeconfigReader(files).read(given.context());
    }
}
