package io.akoflow.engine.workflow;

import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.yaml.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** Whether a run that stays on one node can do so, given what its activities ask of their nodes. */
final class SelectorChecks {

    private final Workflow workflow;
    private final Graph graph;
    private final IntFunction<Node> places;
    private final Problems problems;

    /** @param graph without cycles */
    SelectorChecks(Workflow workflow, Graph graph, IntFunction<Node> places, Problems problems) {
        this.workflow = workflow;
        this.graph = graph;
        this.places = places;
        this.problems = problems;
    }

    void check() {
        int[] colours = colours();
        new Parallel(graph, colours).differently().ifPresent(this::report);
        mixedLevel(colours).ifPresent(this::reportMixed);
    }

    /** An activity with a selector on a level that has others without one. */
    private OptionalInt mixedLevel(int[] colours) {
        boolean[] hasFree = new boolean[graph.size()];
        for (int node : graph.order()) {
            hasFree[graph.level(node)] |= colours[node] == 0;
        }
        return Arrays.stream(graph.order())
                .filter(node -> colours[node] != 0 && hasFree[graph.level(node)])
                .findFirst();
    }

    private void reportMixed(int ordinal) {
        problems.warning(
                places.apply(ordinal),
                "Expected activities that may run at the same time to have one 'nodeSelector', but %s has one and others"
                        + " have none; under storagePolicy type %s they may have to wait for each other",
                Shown.text(workflow.activities().get(ordinal).name()),
                type());
    }

    private String type() {
        return workflow.storage().type() == StoragePolicy.Type.SHARED ? "shared" : "standalone";
    }

    private void report(Parallel.Pair pair) {
        var place = places.apply(pair.second());
        var a = workflow.activities().get(pair.first());
        var b = workflow.activities().get(pair.second());
        var what =
                "Expected activities that may run at the same time to have one 'nodeSelector', as storagePolicy type %s"
                        + " keeps a run on one node, but %s has %s and %s has %s; use type distributed, or a dependency";
        Object[] arguments = {type(), Shown.text(a.name()), a.nodeSelector(), Shown.text(b.name()), b.nodeSelector()};
        if (workflow.storage().type() == StoragePolicy.Type.SHARED) {
            problems.error(place, what, arguments);
        } else {
            problems.warning(place, what, arguments);
        }
    }

    /** A number for each selector; 0 for none. */
    private int[] colours() {
        Map<Map<String, String>, Integer> known = new HashMap<>();
        known.put(Map.of(), 0);
        return workflow.activities().stream()
                .mapToInt(activity -> known.computeIfAbsent(activity.nodeSelector(), _ -> known.size()))
                .toArray();
    }
}
