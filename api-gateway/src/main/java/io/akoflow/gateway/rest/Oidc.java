package io.akoflow.gateway.rest;

import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.access.Caller;
import io.akoflow.gateway.access.Role;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks whether a bearer token is one of the OpenID Connect provider, and whose. */
@ApplicationScoped
public class Oidc {

    private static final Logger LOG = Logger.getLogger(Oidc.class);
    private static final Identified UNKNOWN = new Identified.Unknown();

    private final HttpAuthenticator authenticator;
    private final GatewayConfig.Roles roles;

    Oidc(HttpAuthenticator authenticator, GatewayConfig config) {
        this.authenticator = authenticator;
        this.roles = config.roles();
    }

    /** Who asks by the header {@code Authorization}. */
    Future<Identified> identify(RoutingContext context, Credential credential) {
        var here = context.vertx().getOrCreateContext();
        Promise<Identified> promise = Promise.promise();
        authenticator
                .attemptAuthentication(context)
                .subscribe()
                .with(
                        identity -> here.runOnContext(_ -> promise.complete(known(identity, credential))),
                        failure -> here.runOnContext(_ -> fail(promise, failure)));
        return promise.future();
    }

    /** The reason stays here, and is said without its message, which may hold the token. */
    private static void fail(Promise<Identified> promise, Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            LOG.debugf("Expected a good token, but %s", failure.getClass().getSimpleName());
            promise.complete(UNKNOWN);
        } else {
            promise.fail(failure);
        }
    }

    private Identified known(@Nullable SecurityIdentity identity, Credential credential) {
        if (identity == null || identity.isAnonymous()) {
            return UNKNOWN;
        }
        var name = identity.getPrincipal().getName();
        var role = role(identity.getRoles());
        return role == null || !Caller.isName(name)
                ? new Identified.WithoutRole(name)
                : new Identified.As(new Caller(name, role), credential);
    }

    private @Nullable Role role(Set<String> said) {
        if (isAmong(said, roles.operator())) {
            return Role.OPERATOR;
        }
        if (isAmong(said, roles.submitter())) {
            return Role.SUBMITTER;
        }
        return isAmong(said, roles.viewer()) ? Role.VIEWER : null;
    }

    private static boolean isAmong(Set<String> said, List<String> names) {
        return names.stream().anyMatch(said::contains);
    }
}
