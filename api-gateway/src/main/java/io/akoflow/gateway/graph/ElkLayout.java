package io.akoflow.gateway.graph;

import io.akoflow.engine.view.GraphEdge;
import io.akoflow.engine.view.GraphView;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Layers from left to right with few crossings, by ELK. */
final class ElkLayout {

    private static final double BETWEEN_LAYERS = 56;
    private static final double BETWEEN_NODES = 14;
    private static final double BETWEEN_EDGES = 8;

    static {
        LayoutMetaDataService.initElkReflect(); // which Eclipse would do
    }

    private ElkLayout() {}

    static Drawing of(GraphView graph) {
        var root = root();
        List<ElkNode> nodes = new ArrayList<>();
        for (var node : graph.nodes()) {
            var elk = ElkGraphUtil.createNode(root);
            elk.setDimensions(Places.width(node), Places.height(node));
            nodes.add(elk);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (var edge : graph.edges()) {
            edges.add(ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to())));
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        var places = new Places(graph);
        for (int i = 0; i < nodes.size(); i++) {
            places.put(i, rounded(nodes.get(i).getX()), rounded(nodes.get(i).getY()));
        }
        List<Drawing.Edge> lines = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            lines.add(line(graph, graph.edges().get(i), edges.get(i)));
        }
        return new Drawing(rounded(root.getWidth()), rounded(root.getHeight()), places.drawn(), lines);
    }

    private static ElkNode root() {
        var root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        root.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.LONGEST_PATH_SOURCE);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_NODES);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, BETWEEN_EDGES);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, BETWEEN_EDGES);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        return root;
    }

    private static Drawing.Edge line(GraphView graph, GraphEdge edge, ElkEdge elk) {
        List<List<Integer>> points = new ArrayList<>();
        for (ElkEdgeSection section : elk.getSections()) {
            points.add(point(section.getStartX(), section.getStartY()));
            section.getBendPoints().forEach(bend -> points.add(point(bend.getX(), bend.getY())));
            points.add(point(section.getEndX(), section.getEndY()));
        }
        return new Drawing.Edge(
                graph.nodes().get(edge.from()).id(),
                graph.nodes().get(edge.to()).id(),
                edge.count(),
                points);
    }

    private static List<Integer> point(double x, double y) {
        return List.of(rounded(x), rounded(y));
    }

    private static int rounded(double length) {
        return (int) Math.round(length);
    }
}
