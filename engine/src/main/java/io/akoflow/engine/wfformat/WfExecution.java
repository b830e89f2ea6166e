package io.akoflow.engine.wfformat;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.yaml.Node;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a task took; each is null when nobody says.
 *
 * @param program as the runtime system has it, which is not always a program
 * @param image of a run of ours
 */
record WfExecution(
        Node place,
        Node.Scalar id,
        @Nullable BigDecimal seconds,
        @Nullable String program,
        List<String> arguments,
        @Nullable BigDecimal cores,
        @Nullable BigDecimal cpu,
        @Nullable BigDecimal memory,
        List<Node.Scalar> machines,
        @Nullable String image) {

    static Optional<WfExecution> of(Keyed task) {
        var command = task.keyed("command", "a command");
        return task.required("id")
                .map(id -> new WfExecution(
                        task.place(),
                        id,
                        task.amount("runtimeInSeconds").orElse(null),
                        command.flatMap(it -> it.text("program")).orElse(null),
                        command.map(it -> it.texts("arguments")).orElse(List.of()).stream()
                                .map(Node.Scalar::text)
                                .toList(),
                        task.amount("coreCount").orElse(null),
                        task.amount("avgCPU").orElse(null),
                        task.amount("memoryInBytes").orElse(null),
                        task.texts("machines"),
                        task.keyed("akoflow", "akoflow's own part of a task")
                                .flatMap(it -> it.text("image"))
                                .orElse(null)));
    }
}
