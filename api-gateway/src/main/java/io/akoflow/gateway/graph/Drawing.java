package io.akoflow.gateway.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A graph with places for everything, in units of which a line of text is about 16 high. */
public record Drawing(int width, int height, List<Node> nodes, List<Edge> edges) {

    public Drawing {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * One activity, or a group of them.
     *
     * @param activity its ordinal; null for a group
     * @param x of its left side
     * @param y of its upper side
     * @param activities first and last ordinals of ranges; null for one activity
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            String id,
            @Nullable Integer activity,
            String label,
            int level,
            int x,
            int y,
            int width,
            int height,
            @Nullable List<List<Integer>> activities) {}

    /**
     * That activities of a node depend on activities of another.
     *
     * @param from id of what comes first
     * @param count how many dependencies it stands for
     * @param points of a line, each of x and y
     */
    public record Edge(String from, String to, int count, List<List<Integer>> points) {
        public Edge {
            points = List.copyOf(points);
        }
    }
}
