package io.akoflow.gateway.rest;

import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.graph.Estimates;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** How long a run may still take. */
@Path("/api/v1/runs/{id}/estimate")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EstimateResource {

    private final Estimates estimates;

    EstimateResource(Estimates estimates) {
        this.estimates = estimates;
    }

    @GET
    @Allowed(Role.VIEWER)
    public EstimateView estimate(@PathParam("id") String id) {
        return estimates
                .find(Query.run(id).value(), Instant.now())
                .map(EstimateView::of)
                .orElseThrow(() -> Query.noRun(id));
    }
}
