package io.akoflow.gateway.graph;

import io.akoflow.engine.view.GraphEdge;
import io.akoflow.engine.view.GraphView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * A column for each level, in which nodes stand as high as what they depend on, on average, and straight lines. It
 * takes time in proportion to the graph, whatever that is like.
 */
final class GridLayout {

    private static final int BETWEEN_COLUMNS = 120;
    private static final int BETWEEN_ROWS = 12;
    private static final int MARGIN = 12;

    private final GraphView graph;
    private final Places places;
    private final double[] sums;
    private final int[] counts;

    private GridLayout(GraphView graph) {
        this.graph = graph;
        this.places = new Places(graph);
        this.sums = new double[graph.nodes().size()];
        this.counts = new int[graph.nodes().size()];
    }

    static Drawing of(GraphView graph) {
        return new GridLayout(graph).drawing();
    }

    private Drawing drawing() {
        var columns = new TreeMap<Integer, List<Integer>>();
        for (int node = 0; node < counts.length; node++) {
            columns.computeIfAbsent(graph.nodes().get(node).level(), _ -> new ArrayList<>())
                    .add(node);
        }
        List<List<GraphEdge>> outgoing = new ArrayList<>();
        graph.nodes().forEach(_ -> outgoing.add(new ArrayList<>()));
        graph.edges().forEach(edge -> outgoing.get(edge.from()).add(edge));
        int left = MARGIN;
        int bottom = MARGIN;
        for (var column : columns.values()) {
            column.sort(Comparator.comparingDouble(this::wantedHeight));
            int top = MARGIN;
            int right = left;
            for (int node : column) {
                places.put(node, left, top);
                outgoing.get(node).forEach(this::pull);
                top = places.bottom(node) + BETWEEN_ROWS;
                right = Math.max(right, places.right(node));
                bottom = Math.max(bottom, places.bottom(node));
            }
            left = right + BETWEEN_COLUMNS;
        }
        return new Drawing(Math.max(MARGIN, left - BETWEEN_COLUMNS) + MARGIN, bottom + MARGIN, places.drawn(), lines());
    }

    private void pull(GraphEdge edge) {
        sums[edge.to()] += places.middle(edge.from());
        counts[edge.to()]++;
    }

    private double wantedHeight(int node) {
        return counts[node] == 0 ? 0 : sums[node] / counts[node];
    }

    private List<Drawing.Edge> lines() {
        List<Drawing.Edge> lines = new ArrayList<>();
        for (var edge : graph.edges()) {
            var from = List.of(places.right(edge.from()), places.middle(edge.from()));
            var to = List.of(places.left(edge.to()), places.middle(edge.to()));
            lines.add(new Drawing.Edge(
                    graph.nodes().get(edge.from()).id(),
                    graph.nodes().get(edge.to()).id(),
                    edge.count(),
                    List.of(from, to)));
        }
        return lines;
    }
}
