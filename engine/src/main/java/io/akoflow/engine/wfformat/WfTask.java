package io.akoflow.engine.wfformat;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.yaml.Node;
import java.util.List;
import java.util.Optional;

/**
 * A task as the specification has it.
 *
 * @param id unique
 * @param name its kind, or its id again
 * @param own what {@link WfOwn} wrote
 */
record WfTask(
        Node place,
        String id,
        String name,
        List<Node.Scalar> parents,
        List<Node.Scalar> children,
        List<Node.Scalar> inputs,
        List<Node.Scalar> outputs,
        Optional<Keyed> own) {

    static WfTask of(Keyed task) {
        return new WfTask(
                task.place(),
                task.required("id").map(Node.Scalar::text).orElse(""),
                task.required("name").map(Node.Scalar::text).orElse(""),
                task.texts("parents"),
                task.texts("children"),
                task.texts("inputFiles"),
                task.texts("outputFiles"),
                task.keyed("akoflow", "akoflow's own part of a task"));
    }
}
