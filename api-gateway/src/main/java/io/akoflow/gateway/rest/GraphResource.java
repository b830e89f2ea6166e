package io.akoflow.gateway.rest;

import io.akoflow.contract.ActivityState;
import io.akoflow.engine.view.Collapse;
import io.akoflow.engine.view.Shape;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.graph.Drawing;
import io.akoflow.gateway.graph.Drawings;
import io.akoflow.gateway.store.ActivityQueries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run as a graph with places for everything. */
@Path("/api/v1/runs/{id}/graph")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GraphResource {

    private final Drawings drawings;
    private final ActivityQueries activities;

    GraphResource(Drawings drawings, ActivityQueries activities) {
        this.drawings = drawings;
        this.activities = activities;
    }

    @GET
    @Allowed(Role.VIEWER)
    public Drawing graph(
            @PathParam("id") String id,
            @QueryParam("expand") @Nullable List<String> expand,
            @QueryParam("collapse") @Nullable String collapseText) {
        var run = Query.run(id).value();
        var collapse = collapseText == null ? Collapse.AUTO : Query.choice("collapse", collapseText, Collapse.class);
        // where nothing is drawn as one, what failed makes no difference
        Set<Integer> failed =
                collapse == Collapse.NEVER ? Set.of() : Set.copyOf(activities.ordinals(run, ActivityState.FAILED));
        var expanded = expand == null ? Set.<String>of() : expand.stream().collect(Collectors.toSet());
        return drawings.find(run, Shape.of(collapse, expanded, failed)).orElseThrow(() -> Query.noRun(id));
    }
}
