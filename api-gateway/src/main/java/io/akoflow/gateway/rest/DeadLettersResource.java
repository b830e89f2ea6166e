package io.akoflow.gateway.rest;

import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.messaging.Audit;
import io.akoflow.gateway.messaging.DeadLetterPage;
import io.akoflow.gateway.messaging.DeadLetterView;
import io.akoflow.gateway.messaging.DeadLetters;
import io.akoflow.gateway.messaging.DeadLetters.Replay;
import io.akoflow.gateway.messaging.LetterId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Records that a service could not read: to look at, and to send again once that is mended. */
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeadLettersResource {

    private static final String NO_KAFKA = "Expected Kafka to be reachable, but it is not; try again later";

    private final DeadLetters letters;
    private final Audit audit;

    DeadLettersResource(DeadLetters letters, Audit audit) {
        this.letters = letters;
        this.audit = audit;
    }

    @GET
    @Allowed(Role.OPERATOR)
    public Page<DeadLetterView> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        var page = page(Query.number("limit", limit, 1, 100, 20), cursor);
        return new Page<>(page.letters(), page.next() == null ? null : Query.cursor(page.next()));
    }

    private DeadLetterPage page(int most, @Nullable String cursor) {
        try {
            return letters.newest(most, Query.at(cursor)).orElseThrow(() -> new Refusal(503, NO_KAFKA));
        } catch (IllegalArgumentException _) {
            throw new Refusal(400, "Expected 'cursor' to be the 'next' of a page, but it is '%s'".formatted(cursor));
        }
    }

    @POST
    @Path("/{id}/replay")
    @Produces(MediaType.WILDCARD) // there is nothing to be read but a problem
    @Allowed(Role.OPERATOR)
    public Response replay(@PathParam("id") String id, @Context RoutingContext context) {
        var letter = LetterId.parse(id).orElseThrow(() -> none(id));
        return switch (letters.replay(letter.partition(), letter.offset())) {
            case Replay.Done(var origin) -> {
                audit.say(Access.caller(context).name(), "replay", "%s (%s)".formatted(id, origin));
                yield Response.noContent().build();
            }
            case Replay.NoLetter() -> throw none(id);
            case Replay.NoOrigin() ->
                throw new Refusal(
                        409,
                        "Expected the dead letter '%s' to say which topic of akoflow's it came from, but it does not"
                                .formatted(id));
            case Replay.Unreachable() -> throw new Refusal(503, NO_KAFKA);
        };
    }

    private static Refusal none(String id) {
        return new Refusal(404, "Expected a dead letter '%s', but there is none".formatted(id));
    }
}
