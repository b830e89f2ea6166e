package io.akoflow.gateway.rest;

import com.github.f4b6a3.ulid.UlidCreator;
import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.access.ApiToken;
import io.akoflow.gateway.access.Role;
import io.akoflow.gateway.access.TokenSecret;
import io.akoflow.gateway.messaging.Audit;
import io.akoflow.gateway.store.TokenStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tokens of people and programs: to give, to look at, to take back. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokensResource {

    private static final int NEWEST = 1000;

    private final TokenStore tokens;
    private final Audit audit;
    private final GatewayConfig config;

    TokensResource(TokenStore tokens, Audit audit, GatewayConfig config) {
        this.tokens = tokens;
        this.audit = audit;
        this.config = config;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Allowed(Role.OPERATOR)
    public Response create(@Context RoutingContext context) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var wish = TokenWish.read(
                Bodies.of(context),
                new TokenWish.Reader.Validity(now, config.tokenValidity(), config.longestTokenValidity()));
        var who = Access.caller(context).name();
        var id = UlidCreator.getMonotonicUlid().toLowerCase();
        var token = new ApiToken(id, wish.subject(), wish.role(), wish.description(), now, who, wish.expiresAt(), null);
        var secret = TokenSecret.make();
        tokens.keep(token, secret);
        audit.say(who, "create-token", "%s (%s, %s)".formatted(id, wish.subject(), wish.role()));
        return Response.created(URI.create("/api/v1/tokens/" + id))
                .header("Cache-Control", "no-store")
                .entity(new NewToken(id, secret.reveal(), wish.subject(), wish.role(), wish.expiresAt()))
                .build();
    }

    @GET
    @Allowed(Role.OPERATOR)
    public Page<ApiToken> list() {
        return new Page<>(tokens.list(NEWEST), null);
    }

    @DELETE
    @Path("/{id}")
    @Produces(MediaType.WILDCARD) // there is nothing to be read but a problem
    @Allowed(Role.OPERATOR)
    public Response revoke(@PathParam("id") String id, @Context RoutingContext context) {
        if (!tokens.revoke(id, Instant.now().truncatedTo(ChronoUnit.MILLIS))) {
            throw new Refusal(404, "Expected a token '%s', but there is none".formatted(id));
        }
        audit.say(Access.caller(context).name(), "revoke-token", id);
        return Response.noContent().build();
    }

    /**
     * A token that was just made.
     *
     * @param token itself; nobody can tell it again
     */
    public record NewToken(String id, String token, String subject, Role role, Instant expiresAt) {

        @Override
        public String toString() {
            return "token " + id;
        }
    }
}
