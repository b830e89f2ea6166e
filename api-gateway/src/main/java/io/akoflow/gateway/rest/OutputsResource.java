package io.akoflow.gateway.rest;

import io.akoflow.gateway.access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The files that are on the disks of a run. */
@Path("/api/v1/runs/{id}/outputs")
@RunOnVirtualThread
public class OutputsResource {

    private final RunDisks disks;
    private final OutputStreams streams;

    OutputsResource(RunDisks disks, OutputStreams streams) {
        this.disks = disks;
        this.streams = streams;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Allowed(Role.VIEWER)
    public Response list(
            @PathParam("id") String id,
            @QueryParam("activity") @Nullable String activity,
            @Context RoutingContext context)
            throws InterruptedException {
        var list = streams.open(disks.find(id, activity, null), context);
        return list.answer().type(MediaType.APPLICATION_JSON).build();
    }

    @GET
    @Path("/content")
    @Produces(MediaType.WILDCARD)
    @Allowed(Role.VIEWER)
    public Response content(
            @PathParam("id") String id,
            @QueryParam("path") @Nullable String path,
            @QueryParam("activity") @Nullable String activity,
            @QueryParam("inline") @Nullable String inline,
            @Context RoutingContext context)
            throws InterruptedException {
        if (path == null || path.isEmpty()) {
            throw new Refusal(400, "Expected the parameter 'path' with the path of a file, but there is none");
        }
        boolean shown = Query.flag("inline", inline);
        var file = streams.open(disks.find(id, activity, path), context);
        return file.answer()
                .header("Content-Type", OutputType.of(path))
                .header("Content-Disposition", OutputType.disposition(path, shown))
                .header("Content-Security-Policy", OutputType.POLICY)
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }
}
