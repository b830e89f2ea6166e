package io.akoflow.gateway.rest;

import io.akoflow.gateway.access.Caller;
import io.akoflow.gateway.access.Guard;
import io.akoflow.gateway.access.TokenSecret;
import io.akoflow.gateway.store.TokenStore;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Iterator;

/** Finds out who asks. A token is looked up at every request, so that one that is revoked is good no more at once. */
@ApplicationScoped
public class Authentication {

    private static final Identified UNKNOWN = new Identified.Unknown();

    private final Guard guard;
    private final TokenStore tokens;
    private final Oidc oidc;

    Authentication(Guard guard, TokenStore tokens, Oidc oidc) {
        this.guard = guard;
        this.tokens = tokens;
        this.oidc = oidc;
    }

    /** Who asks; fails with what is thrown when it can't be found out. */
    Future<Identified> of(RoutingContext context) {
        return first(context, Credential.of(context).iterator());
    }

    private Future<Identified> first(RoutingContext context, Iterator<Credential> credentials) {
        if (!credentials.hasNext()) {
            return Future.succeededFuture(UNKNOWN);
        }
        return identify(context, credentials.next())
                .compose(found -> found instanceof Identified.Unknown
                        ? first(context, credentials)
                        : Future.succeededFuture(found));
    }

    private Future<Identified> identify(RoutingContext context, Credential credential) {
        if (guard.isToken(credential.text())) {
            return Future.succeededFuture(new Identified.As(Caller.LOCAL, credential));
        }
        var secret = TokenSecret.said(credential.text());
        if (secret.isWellFormed()) {
            return context.vertx().executeBlocking(() -> look(secret, credential), false);
        }
        return guard.knowsOidc() && credential.place() == Credential.Place.HEADER
                ? oidc.identify(context, credential)
                : Future.succeededFuture(UNKNOWN);
    }

    private Identified look(TokenSecret secret, Credential credential) {
        return tokens.find(secret, Instant.now())
                .<Identified>map(caller -> new Identified.As(caller, credential))
                .orElse(UNKNOWN);
    }
}
