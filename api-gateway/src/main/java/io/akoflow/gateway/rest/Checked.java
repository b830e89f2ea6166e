package io.akoflow.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.akoflow.contract.Problem;
import io.akoflow.gateway.graph.Drawing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a workflow file that was only to be checked, and is a workflow.
 *
 * @param graph what it looks like; null when that was not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Checked(
        String name,
        int activities,
        List<Problem> warnings,
        @Nullable Drawing graph) {

    public Checked {
        warnings = List.copyOf(warnings);
    }
}
