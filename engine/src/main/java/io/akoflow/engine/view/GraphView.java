package io.akoflow.engine.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as a graph that a person can take in: every activity is in exactly one node, and every dependency in exactly
 * one edge, which leads to a higher level.
 *
 * @param nodes level by level
 */
public record GraphView(List<GraphNode> nodes, List<GraphEdge> edges) {

    public GraphView {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** The graph of {@code outline} in this shape. */
    public static GraphView of(Outline outline, Shape shape) {
        var grouping = new Grouping(outline, shape);
        var nodes = grouping.nodes();
        return new GraphView(nodes, edges(outline, grouping));
    }

    private static List<GraphEdge> edges(Outline outline, Grouping grouping) {
        Map<Long, Integer> counts = new LinkedHashMap<>();
        for (int activity = 0; activity < outline.size(); activity++) {
            long to = grouping.nodeOf(activity);
            for (int parent : outline.dependsOn().get(activity)) {
                counts.merge(((long) grouping.nodeOf(parent) << Integer.SIZE) | to, 1, Integer::sum);
            }
        }
        List<GraphEdge> edges = new ArrayList<>();
        counts.forEach((pair, count) -> edges.add(new GraphEdge((int) (pair >> Integer.SIZE), pair.intValue(), count)));
        return edges;
    }
}
