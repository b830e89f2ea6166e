package io.akoflow.local;

import io.akoflow.local.kubernetes.MachineKubernetes;
import io.akoflow.local.kubernetes.MachineSettings;
import io.akoflow.local.runner.RunnerChoice;
import io.akoflow.local.runner.RunnerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The Kubernetes API that the services use. */
sealed interface Cluster extends AutoCloseable {

    /** With an address and a token. */
    String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: akoflow
            clusters: [{name: akoflow, cluster: {server: "%s"}}]
            users: [{name: akoflow, user: {token: "%s"}}]
            contexts: [{name: akoflow, context: {cluster: akoflow, user: akoflow, namespace: akoflow-work}}]
            """;

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

    /** A cluster of the user's. */
    record Given(Path kubeconfig) implements Cluster {

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
        var context = settings.kubernetesContext();
        return context == null ? startOneMachine(settings, state) : find(context, state);
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
        PrivateFiles.write(file, KUBECONFIG.formatted(api.url(), api.token()));
        return new OneMachine(api, kind, file);
    }

    private static Path kubeconfig(StateFolder state) {
        return state.root().resolve("secrets/kubeconfig");
    }

    private static Cluster find(String context, StateFolder state) {
        var command = new ProcessBuilder(
                "kubectl", "config", "view", "--minify", "--flatten", "--raw", "--context=" + context);
        try {
            var kubectl = command.redirectErrorStream(true).start();
            var answer = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kubectl.waitFor() != 0) {
                throw new IllegalStateException("Expected a context '%s' in the kubeconfig, but kubectl says: %s"
                        .formatted(context, answer.strip()));
            }
            var file = kubeconfig(state);
            PrivateFiles.write(file, answer);
            return new Given(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected kubectl on the PATH, to read the kubeconfig, but it is not", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected kubectl to end, but was interrupted", e);
        }
    }
}
