package io.akoflow.gateway.rest;

import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.graph.Outlines;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** What of a run does not change while it goes on, so that a client asks for it once. */
@Path("/api/v1/runs/{id}/outline")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OutlineResource {

    private final Outlines outlines;

    OutlineResource(Outlines outlines) {
        this.outlines = outlines;
    }

    @GET
    @Allowed(Role.VIEWER)
    public Response outline(@PathParam("id") String id, @Context Request request) {
        var found = outlines.find(Query.run(id).value()).orElseThrow(() -> Query.noRun(id));
        var tag = new EntityTag(found.edition());
        var known = request.evaluatePreconditions(tag);
        var answer = known == null ? Response.ok(found.outline()) : known;
        return answer.tag(tag).header("Cache-Control", "private, no-cache").build();
    }
}
