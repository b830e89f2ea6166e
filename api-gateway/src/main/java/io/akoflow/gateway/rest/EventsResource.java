package io.akoflow.gateway.rest;

import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.messaging.Bells;
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
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** What happens in a run, as server-sent events. */
@Path("/api/v1/runs/{id}/events")
@RunOnVirtualThread
public class EventsResource {

    private final Feeds feeds;
    private final Bells bells;
    private final EventText text;

    EventsResource(Feeds feeds, Bells bells, EventText text) {
        this.feeds = feeds;
        this.bells = bells;
        this.text = text;
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
        var followed = new Feeds.Followed(run, Query.flag("brief", brief));
        var first = feeds.begin(followed, after).orElseThrow(() -> Query.noRun(id));
        StreamingOutput events = out -> stream(out, followed, first);
        return Response.ok(events)
                .header("Content-Type", "text/event-stream;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private void stream(OutputStream out, Feeds.Followed followed, News first) throws IOException {
        try (var bell = bells.listen(followed.run())) {
            new EventStream((seq, version) -> feeds.after(followed, seq, version), bell, text).tell(first, out);
        }
    }
}
