package io.akoflow.engine.workflow;

import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.akoflow.engine.kubernetes.PodSettings;
import io.akoflow.engine.yaml.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with activities only together. */
final class GraphChecks {

    /** Activities at once that one node is likely to hold. */
    static final int WIDTH_OF_A_NODE = 32;

    private static final int SHOWN_OF_A_CYCLE = 20;

    private final Workflow workflow;
    private final Fields spec;
    private final List<Fields> fields;
    private final Names names;
    private final Problems problems;
    private final Graph graph;

    GraphChecks(Workflow workflow, Fields spec, List<Fields> fields, Names names, Problems problems) {
        this.workflow = workflow;
        this.spec = spec;
        this.fields = fields;
        this.names = names;
        this.problems = problems;
        this.graph = new Graph(workflow.activities());
    }

    void check() {
        var cycles = graph.cycles();
        cycles.forEach(this::reportCycle);
        var type = workflow.storage().type();
        if (type == StoragePolicy.Type.STANDALONE) {
            checkDisks();
        } else {
            checkFolders();
        }
        if (cycles.isEmpty() && type == StoragePolicy.Type.SHARED) {
            checkWidth();
        }
        if (cycles.isEmpty() && type != StoragePolicy.Type.DISTRIBUTED) {
            new SelectorChecks(workflow, graph, this::selectorOf, problems).check();
        }
    }

    private Node selectorOf(int ordinal) {
        var activity = fields.get(ordinal);
        return activity.node("nodeSelector").orElse(activity.place());
    }

    private void reportCycle(int[] cycle) {
        var shown = Arrays.stream(cycle)
                .limit(SHOWN_OF_A_CYCLE)
                .mapToObj(ordinal -> Shown.bare(names.of(ordinal)))
                .collect(Collectors.joining(" -> "));
        var rest = cycle.length > SHOWN_OF_A_CYCLE ? " -> … %,d more …".formatted(cycle.length - SHOWN_OF_A_CYCLE) : "";
        problems.error(
                dependency(cycle[0], names.of(cycle[1 % cycle.length])),
                "Expected dependencies without a cycle, but each of these depends on the next: %s%s -> %s",
                shown,
                rest,
                Shown.bare(names.of(cycle[0])));
    }

    private Node dependency(int ordinal, String name) {
        var activity = fields.get(ordinal);
        return activity.list("dependsOn").orElse(List.of()).stream()
                .filter(item ->
                        item instanceof Node.Scalar scalar && scalar.text().equals(name))
                .findFirst()
                .orElse(activity.place());
    }

    private void checkDisks() {
        int most = PodSettings.DEFAULT.mostDisks();
        for (int i = 0; i < graph.size(); i++) {
            int disks = graph.parents(i).length + 1;
            if (disks > most) {
                problems.warning(
                        fields.get(i).node("dependsOn").orElse(fields.get(i).place()),
                        "Expected at most %d disks in one pod, but %s needs %d under storagePolicy type standalone: its own"
                                + " and one of each activity it depends on; use shared or distributed, or collect files in"
                                + " steps",
                        most,
                        Shown.text(names.of(i)),
                        disks);
            }
        }
    }

    private void checkFolders() {
        Map<String, Integer> owners = new HashMap<>();
        for (int i = 0; i < graph.size(); i++) {
            var name = names.of(i);
            if (name.isEmpty()) {
                continue;
            }
            var folder = KubernetesNames.folder(name);
            var owner = owners.putIfAbsent(folder, i);
            if (owner != null && !names.of(owner).equals(name)) {
                problems.error(
                        names.place(i),
                        "Expected names whose folders on the disk differ, but %s and %s both have %s",
                        Shown.text(names.of(owner)),
                        Shown.text(name),
                        Shown.text(folder));
            }
        }
    }

    private void checkWidth() {
        int width = graph.width();
        int atOnce = workflow.parallelism() == null ? width : Math.min(width, workflow.parallelism());
        if (atOnce > WIDTH_OF_A_NODE) {
            problems.warning(
                    spec.node("storagePolicy").orElse(spec.place()),
                    "Expected at most %d activities at once, as storagePolicy type shared keeps a run on one node, but here"
                            + " up to %,d can run at once; with type distributed they run on any node",
                    WIDTH_OF_A_NODE,
                    atOnce);
        }
    }
}
