package io.akoflow.gateway.rest;

import io.akoflow.contract.Problem;
import io.akoflow.contract.RunState;
import java.util.List;

/** The answer to a workflow file that became a run. */
public record Accepted(String id, long number, String name, RunState state, int activities, List<Problem> warnings) {

    public Accepted {
        warnings = List.copyOf(warnings);
    }
}
