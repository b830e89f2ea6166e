package io.akoflow.engine.wfformat;

import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether what an instance names is there, and whether what it says twice agrees. */
final class WfChecks {

    private final WfInstance instance;
    private final Problems problems;

    WfChecks(WfInstance instance, Problems problems) {
        this.instance = instance;
        this.problems = problems;
    }

    void check() {
        var parents = ids(WfTask::parents);
        var children = ids(WfTask::children);
        for (var task : instance.tasks().values()) {
            for (var parent : task.parents()) {
                check(parent, "parents", task, children);
            }
            for (var child : task.children()) {
                check(child, "children", task, parents);
            }
            checkFiles(task.inputs());
            checkFiles(task.outputs());
        }
    }

    private Map<String, Set<String>> ids(Function<WfTask, List<Node.Scalar>> of) {
        return instance.tasks().values().stream()
                .collect(Collectors.toMap(
                        WfTask::id,
                        task -> new HashSet<>(
                                of.apply(task).stream().map(Node.Scalar::text).toList())));
    }

    private void check(Node.Scalar other, String list, WfTask task, Map<String, Set<String>> inverse) {
        var known = inverse.get(other.text());
        if (known == null) {
            problems.error(other, "Expected '%s' to name tasks, but there is no %s", list, Shown.text(other.text()));
        } else if (!known.contains(task.id())) {
            problems.warning(
                    other,
                    "Expected parents and children to agree, but only one of %s and %s names the other; it counts",
                    Shown.text(task.id()),
                    Shown.text(other.text()));
        }
    }

    private void checkFiles(List<Node.Scalar> files) {
        for (var file : files) {
            if (!instance.sizes().containsKey(file.text())) {
                problems.error(file, "Expected one of 'files', but there is no %s", Shown.text(file.text()));
            }
        }
    }
}
