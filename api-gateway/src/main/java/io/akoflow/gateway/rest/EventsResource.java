package io.akoflow.gateway.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.messaging.Bells;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.Change;
import io.akoflow.gateway.store.RunChanges;
import io.akoflow.gateway.store.RunView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What happens in a run, as server-sent events. */
@Path("/api/v1/runs/{id}/events")
@RunOnVirtualThread
public class EventsResource {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /**
     * Changes within this time are sent together, so that a wide run is not read from the database for each of them.
     */
    private static final long TOGETHER_MILLIS = 50;

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
    public Response events(@PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
        var run = Query.run(id).value();
        var after = EventId.read(lastEventId);
        var first = activities.changedSince(run, after).orElseThrow(() -> Query.noRun(id));
        StreamingOutput events = out -> stream(out, run, first, after);
        return Response.ok(events)
                .header("Content-Type", "text/event-stream;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private void stream(OutputStream out, String run, RunChanges first, Change after) throws IOException {
        try (var news = bells.listen(run)) {
            write(out, "run", null, first.run());
            var sent = after;
            RunView told = first.run();
            var changes = Optional.of(first);
            while (changes.isPresent()) {
                writeActivities(out, changes.get());
                var now = changes.get().run();
                if (!now.equals(told)) {
                    write(out, "run", EventId.of(now), now);
                    told = now;
                }
                out.flush();
                sent = Change.allOf(now.seq());
                TimeUnit.MILLISECONDS.sleep(TOGETHER_MILLIS);
                changes = next(out, news, run, sent, told);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Expected to send events, but the gateway ends");
        }
    }

    /** What changed next; nothing when there will be no more. */
    private Optional<RunChanges> next(OutputStream out, Bells.Listener news, String run, Change sent, RunView told)
            throws IOException, InterruptedException {
        long heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
        while (!news.isClosed()) {
            var changes = activities.changedSince(run, sent);
            boolean isNews = changes.isEmpty()
                    || !changes.get().activities().isEmpty()
                    || !changes.get().run().equals(told);
            if (isNews) {
                return changes;
            }
            long left = heartbeat - System.nanoTime();
            if (left <= 0) {
                out.write(": alive\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                return changes;
            }
            news.await(Duration.ofNanos(left));
        }
        return Optional.empty();
    }

    private void writeActivities(OutputStream out, RunChanges changes) throws IOException {
        var all = changes.activities();
        for (int i = 0; i < all.size(); i++) {
            write(out, "activity", EventId.of(all, i), all.get(i));
        }
    }

    private void write(OutputStream out, String event, @Nullable String id, Object data) throws IOException {
        var text = new StringBuilder("event: ").append(event).append('\n');
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        text.append("data: ").append(json.writeValueAsString(data)).append("\n\n");
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
