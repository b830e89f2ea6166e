package io.akoflow.engine.argo;

import io.akoflow.engine.yaml.Node;
import java.util.List;

/**
 * Where a template is used.
 *
 * @param name of what is made there; empty at the entry of the workflow
 * @param node where it is in the file
 * @param scope what the template may use
 * @param after names of activities that have to have succeeded before
 */
record Place(String name, Node node, Scope scope, List<String> after) {

    /** The name of a task within. */
    String nameOf(String task) {
        return name.isEmpty() ? task : name + "." + task;
    }
}
