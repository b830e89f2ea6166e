package io.akoflow.gateway.rest;

import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.graph.Outlines;
import io.akoflow.gateway.store.ActivityDetail;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.ActivityView;
import io.akoflow.gateway.store.DetailQueries;
import io.akoflow.gateway.store.RunQueries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The activities of a run, and what they print. */
@Path("/api/v1/runs/{id}/activities")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ActivitiesResource {

    private final RunQueries runs;
    private final ActivityQueries activities;
    private final DetailQueries details;
    private final Outlines outlines;
    private final LogStreams logs;

    ActivitiesResource(
            RunQueries runs, ActivityQueries activities, DetailQueries details, Outlines outlines, LogStreams logs) {
        this.runs = runs;
        this.activities = activities;
        this.details = details;
        this.outlines = outlines;
        this.logs = logs;
    }

    @GET
    @Allowed(Role.VIEWER)
    public Page<ActivityView> list(@BeanParam ActivityWish wish) {
        var run = Query.run(wish.id).value();
        var found = activities.list(run, wish.filter(type -> ordinals(run, type)));
        if (found.isEmpty() && runs.find(run).isEmpty()) {
            throw Query.noRun(wish.id);
        }
        return Page.of(found, wish.limit(), wish::next);
    }

    private List<Integer> ordinals(String run, String type) {
        return outlines.find(run).map(it -> it.outline().ofType(type)).orElse(List.of());
    }

    @GET
    @Path("/{name}")
    @Allowed(Role.VIEWER)
    public ActivityDetail one(@PathParam("id") String id, @PathParam("name") String name) {
        return found(id, name, details.find(Query.run(id).value(), name));
    }

    @GET
    @Path("/{name}/log")
    @Produces(MediaType.TEXT_PLAIN)
    @Allowed(Role.VIEWER)
    public Response log(
            @PathParam("id") String id,
            @PathParam("name") String name,
            @QueryParam("attempt") @Nullable String attemptText,
            @QueryParam("follow") @Nullable String follow) {
        var activity = find(id, name);
        int attempt = Query.number("attempt", attemptText, 1, Integer.MAX_VALUE, 0);
        if (attempt > activity.attempt()) {
            throw new Refusal(
                    404,
                    "Expected an attempt %d at '%s', but there were %d".formatted(attempt, name, activity.attempt()));
        }
        var run = Query.run(id).value();
        StreamingOutput text = Query.flag("follow", follow)
                ? out -> logs.follow(out, run, name, attempt)
                : out -> logs.write(out, run, activity.activity(), attempt == 0 ? activity.attempt() : attempt);
        return Response.ok(text)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private ActivityView find(String id, String name) {
        return found(id, name, activities.find(Query.run(id).value(), name));
    }

    private <T> T found(String id, String name, Optional<T> activity) {
        if (activity.isEmpty() && runs.find(Query.run(id).value()).isEmpty()) {
            throw Query.noRun(id);
        }
        return activity.orElseThrow(
                () -> new Refusal(404, "Expected an activity '%s' in run '%s', but there is none".formatted(name, id)));
    }
}
