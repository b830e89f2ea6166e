package io.akoflow.gateway.rest;

import io.akoflow.contract.Problem;
import java.util.List;

/** The answer to a workflow file that was only to be checked, and is a workflow. */
public record Checked(String name, int activities, List<Problem> warnings) {

    public Checked {
        warnings = List.copyOf(warnings);
    }
}
