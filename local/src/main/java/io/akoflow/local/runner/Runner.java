package io.akoflow.local.runner;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A way to run containers on this machine. */
public sealed interface Runner permits ProcessRunner, PlainRunner, ContainerRunner, WithEnvironment {

    /** May write files into the container's folder. */
    Launch prepare(ContainerSpec spec) throws IOException;

    /** Says what exit code and log can't, once it has ended. */
    default Aftermath after(ContainerSpec spec, int exitCode) {
        return Aftermath.NOTHING;
    }

    /** What is known of a container's end beside its exit code. */
    enum Aftermath {
        NOTHING,
        OUT_OF_MEMORY,
        NEVER_STARTED
    }

    /** The runner of a kind that runs something. */
    static Runner of(RunnerKind kind) {
        return switch (kind) {
            case CONTAINER -> ContainerRunner.find();
            case PROCESS -> new ProcessRunner();
            case PLAIN -> new PlainRunner();
            case SIMULATE ->
                throw new IllegalArgumentException("Expected a runner that runs something, but got simulate");
        };
    }

    /** What processes get of this process's environment: where programs are, and how they write. */
    static Map<String, String> inherited(Map<String, String> wished) {
        var environment = new TreeMap<String, String>();
        for (var name : new String[] {"PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"}) {
            var value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.putAll(wished);
        return environment;
    }
}
