package io.akoflow.local.runner;

import java.io.IOException;
import java.util.Map;

/** A runner whose processes get these variables too, where their pods do not say others. */
public record WithEnvironment(Runner runner, Map<String, String> variables) implements Runner {

    public WithEnvironment {
        variables = Map.copyOf(variables);
    }

    @Override
    public Launch prepare(ContainerSpec spec) throws IOException {
        return runner.prepare(spec.under(variables));
    }

    @Override
    public Aftermath after(ContainerSpec spec, int exitCode) {
        return runner.after(spec, exitCode);
    }
}
