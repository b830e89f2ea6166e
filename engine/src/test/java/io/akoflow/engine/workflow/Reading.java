package io.akoflow.engine.workflow;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Problem;
import io.akoflow.contract.Workflow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads files that tests expect to be right, or wrong. */
final class Reading {

    private Reading() {}

    /** The workflow; fails when the file is invalid. */
    static Workflow workflow(String file) {
        return valid(file.getBytes(StandardCharsets.UTF_8)).workflow();
    }

    static WorkflowReading.Valid valid(byte[] file) {
        return switch (WorkflowReader.read(file)) {
            case WorkflowReading.Valid valid -> valid;
            case WorkflowReading.Invalid(var problems) ->
                throw new AssertionError("Expected no errors, but " + problems);
        };
    }

    /** What is wrong; fails when the file is valid. */
    static List<Problem> problems(byte[] file) {
        return switch (WorkflowReader.read(file)) {
            case WorkflowReading.Invalid(var problems) -> problems;
            case WorkflowReading.Valid valid ->
                throw new AssertionError("Expected errors, but there are none: " + valid);
        };
    }

    /** The first error's message. */
    static String message(String file) {
        return problems(file.getBytes(StandardCharsets.UTF_8)).getFirst().message();
    }

    /** An activity of a workflow that has but this one, with the lines of {@code activity} and {@code spec} added. */
    static Activity activity(String activity, String spec) {
        return workflow(file(activity, spec)).activities().getFirst();
    }

    static Activity activity(String activity) {
        return activity(activity, "");
    }

    /** A file with one activity. */
    static String file(String activity, String spec) {
        return "name: x\nspec:\n  image: alpine\n%s  activities:\n    - name: a\n%s"
                .formatted(spec.indent(2), activity.indent(6));
    }
}
