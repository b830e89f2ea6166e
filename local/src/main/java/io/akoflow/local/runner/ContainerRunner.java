package io.akoflow.local.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Real images, with docker or podman; disks are bind mounts. */
public final class ContainerRunner implements Runner {
    private static final int ENGINE_FAILED = 125;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final String engine;

    private ContainerRunner(String engine) {
        this.engine = engine;
    }

    /** With docker or podman, whichever answers. */
    static ContainerRunner find() {
        return engine().map(ContainerRunner::new)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "Expected docker or podman for the container runner, but neither answers: start one, or use another runner"));
    }

    /** Whether this machine has a container engine that answers. */
    public static boolean works() {
        return engine().isPresent();
    }

    @Override
    public Launch prepare(ContainerSpec spec) {
        var command = new ArrayList<>(List.of(engine, "run", "--name", spec.name(), "--init"));
        for (var mount : spec.mounts()) {
            command.addAll(List.of("--volume", mount.source() + ":" + mount.mountPath()));
        }
        if (!spec.workingDirectory().isEmpty()) {
            command.addAll(List.of("--workdir", spec.workingDirectory()));
        }
        if (spec.memoryBytes() > 0) {
            command.addAll(List.of("--memory", Long.toString(spec.memoryBytes())));
        }
        spec.environment().keySet().stream().sorted().forEach(name -> command.addAll(List.of("--env", name)));
        var words = spec.command();
        if (!words.isEmpty()) {
            command.addAll(List.of("--entrypoint", words.getFirst()));
        }
        command.add(spec.image());
        command.addAll(words.subList(Math.min(1, words.size()), words.size()));
        var environment = Runner.inherited(spec.environment());
        for (var name : new String[] {"DOCKER_HOST", "DOCKER_CONFIG", "XDG_RUNTIME_DIR", "PATH", "HOME"}) {
            var value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return new Launch.Ready(command, environment, spec.folder(), List.of(engine, "rm", "--force", spec.name()));
    }

    @Override
    public Aftermath after(ContainerSpec spec, int exitCode) {
        var killed = Programs.output(
                List.of(engine, "inspect", "--format", "{{.State.OOMKilled}} {{.State.Error}}", spec.name()));
        Programs.succeeds(List.of(engine, "rm", "--force", spec.name()));
        var state = killed.orElse("").strip();
        if (state.startsWith("true")) {
            return Aftermath.OUT_OF_MEMORY;
        }
        var couldNotRun = exitCode == NOT_EXECUTABLE || exitCode == NOT_FOUND;
        var engineSaysSo = !state.isEmpty() && !state.equals("false");
        return exitCode == ENGINE_FAILED || (couldNotRun && engineSaysSo) ? Aftermath.NEVER_STARTED : Aftermath.NOTHING;
    }

    private static Optional<String> engine() {
        return List.of("docker", "podman").stream()
                .filter(engine -> Programs.find(engine).isPresent())
                .filter(engine -> Programs.succeeds(List.of(engine, "version")))
                .findFirst();
    }
}
