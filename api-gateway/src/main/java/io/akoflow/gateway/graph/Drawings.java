package io.akoflow.gateway.graph;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.akoflow.contract.Activity;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.view.Collapse;
import io.akoflow.engine.view.GraphView;
import io.akoflow.engine.view.Outline;
import io.akoflow.engine.view.Shape;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Draws runs; what was drawn lately is not drawn again, and many who ask for the same wait for one drawing. */
@ApplicationScoped
public class Drawings {

    /** In nodes, and pieces of edges from one level to the next, of which crossings are to be avoided. */
    private static final int MOST_FOR_ELK = 800;

    private static final int MOST_REMEMBERED = 100_000;

    private final Outlines outlines;
    private final Cache<Wanted, Drawing> recent = Caffeine.newBuilder()
            .maximumWeight(MOST_REMEMBERED)
            .weigher((Wanted wanted, Drawing it) ->
                    1 + wanted.size() + it.nodes().size() + it.edges().size())
            .build();

    /** Layouts are work for a processor and not for threads that are cheap. */
    private final Semaphore working = new Semaphore(2);

    Drawings(Outlines outlines) {
        this.outlines = outlines;
    }

    private record Wanted(String run, String edition, Shape shape) {
        int size() {
            return shape.expand().size() + shape.failed().size();
        }
    }

    /** Of the run called {@code id}; nothing when there is none. */
    public Optional<Drawing> find(String id, Shape shape) {
        return outlines.find(id)
                .map(it -> recent.get(
                        new Wanted(id, it.edition(), shape), _ -> drawing(GraphView.of(it.outline(), shape))));
    }

    /** Of a workflow that is no run yet. */
    public Drawing of(Workflow workflow) {
        var names = workflow.activities().stream().map(Activity::name).toList();
        var dependsOn = workflow.activities().stream().map(Activity::dependsOn).toList();
        return drawing(GraphView.of(Outline.of(names, dependsOn), Shape.of(Collapse.AUTO, Set.of(), Set.of())));
    }

    private Drawing drawing(GraphView graph) {
        working.acquireUninterruptibly();
        try {
            return pieces(graph) <= MOST_FOR_ELK ? ElkLayout.of(graph) : GridLayout.of(graph);
        } finally {
            working.release();
        }
    }

    private static long pieces(GraphView graph) {
        long pieces = graph.nodes().size();
        for (var edge : graph.edges()) {
            pieces += graph.nodes().get(edge.to()).level()
                    - graph.nodes().get(edge.from()).level();
        }
        return pieces;
    }
}
