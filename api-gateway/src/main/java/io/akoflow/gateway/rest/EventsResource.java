package io.akoflow.gateway.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.messaging.Bells;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.Change;
import io.akoflow.gateway.store.Changed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens in a run, as server-sent events. */
@Path("/api/v1/runs/{id}/events")
@RunOnVirtualThread
public class EventsResource {

    private final ActivityQueries activities;
    private final Bells bells;
    private final ObjectMapper json;

    EventsResource(ActivityQueries activities, Bells bells, ObjectMapper json) {
        this.activities = activities;
        this.bells = bells;
        this.json = json;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Allowed(Role.VIEWER)
    public Response events(
            @PathParam("id") String id,
            @QueryParam("brief") @Nullable String brief,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        var run = Query.run(id).value();
        var after = EventId.read(lastEventId);
        var events = Query.flag("brief", brief)
                ? events(run, new EventForm.Brief(activities, run), after)
                : events(run, new EventForm.Full(activities, run), after);
        return Response.ok(events.orElseThrow(() -> Query.noRun(id)))
                .header("Content-Type", "text/event-stream;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private <A extends Changed> Optional<StreamingOutput> events(String run, EventForm<A> form, Change after) {
        return form.since(after).map(first -> out -> {
            try (var news = bells.listen(run)) {
                new EventStream<>(form, news, new EventText(out, json)).tell(first);
            }
        });
    }
}
