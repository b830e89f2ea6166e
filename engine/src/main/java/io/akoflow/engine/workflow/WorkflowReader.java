package io.akoflow.engine.workflow;

import io.akoflow.contract.Problem;
import java.util.List;

/** Reads workflow files: strictly, and with all errors at once. */
public final class WorkflowReader {

    private WorkflowReader() {}

    /** What {@code file} says. Never throws, whatever the bytes are. */
    public static WorkflowReading read(byte[] file) {
        return new WorkflowReading.Invalid(List.of(new Problem(Problem.Severity.ERROR, 0, 0, "length " + file.length)));
    }
}
