package io.akoflow.gateway.graph;

import io.akoflow.engine.view.GraphNode;
import io.akoflow.engine.view.GraphView;
import java.util.ArrayList;
import java.util.List;

/** Where the nodes of a graph go. */
final class Places {

    private final GraphView graph;
    private final int[] x;
    private final int[] y;

    Places(GraphView graph) {
        this.graph = graph;
        this.x = new int[graph.nodes().size()];
        this.y = new int[graph.nodes().size()];
    }

    static int width(GraphNode node) {
        return switch (node) {
            case GraphNode.Single _ -> 160;
            case GraphNode.Group _ -> 184;
        };
    }

    static int height(GraphNode node) {
        return switch (node) {
            case GraphNode.Single _ -> 36;
            case GraphNode.Group _ -> 56;
        };
    }

    void put(int node, int left, int top) {
        x[node] = left;
        y[node] = top;
    }

    int right(int node) {
        return x[node] + width(graph.nodes().get(node));
    }

    int left(int node) {
        return x[node];
    }

    int bottom(int node) {
        return y[node] + height(graph.nodes().get(node));
    }

    int middle(int node) {
        return y[node] + height(graph.nodes().get(node)) / 2;
    }

    List<Drawing.Node> drawn() {
        List<Drawing.Node> drawn = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            drawn.add(drawn(i));
        }
        return drawn;
    }

    private Drawing.Node drawn(int i) {
        var node = graph.nodes().get(i);
        Integer activity = node instanceof GraphNode.Single single ? single.activity() : null;
        var ranges = node instanceof GraphNode.Group group ? group.activities() : null;
        return new Drawing.Node(
                node.id(), activity, node.label(), node.level(), x[i], y[i], width(node), height(node), ranges);
    }
}
