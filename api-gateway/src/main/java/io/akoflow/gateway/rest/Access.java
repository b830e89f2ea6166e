package io.akoflow.gateway.rest;

import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.access.Caller;
import io.akoflow.gateway.access.Guard;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask at all; {@link RoleCheck} says what. On one machine commands are run for whoever can ask, so a web page
 * that happens to be open must not: it gives itself away by {@code Origin}, or by a {@code Host} that it made point
 * here, and it does not know the token.
 */
@ApplicationScoped
public class Access {

    private static final Logger LOG = Logger.getLogger(Access.class);
    private static final int FIRST = 400;
    private static final String CALLER = "akoflow.caller";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Guard guard;
    private final Authentication authentication;
    private final Set<String> hosts = new HashSet<>(LOOPBACK);
    private final boolean openMetrics;
    private final LongAnswers longAnswers;

    Access(GatewayConfig config, Guard guard, Authentication authentication, LongAnswers longAnswers) {
        this.guard = guard;
        this.authentication = authentication;
        this.longAnswers = longAnswers;
        this.openMetrics = config.openMetrics();
        config.hosts().orElse(List.of()).forEach(host -> hosts.add(host.trim().toLowerCase(Locale.ROOT)));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** Who asks; nobody comes as far as a resource without. */
    static Caller caller(RoutingContext context) {
        Caller caller = context.get(CALLER);
        if (caller == null) {
            throw new IllegalStateException("Expected to know who asks, but nobody looked");
        }
        return caller;
    }

    private void check(RoutingContext context) {
        if (isOpen(context.normalizedPath())) {
            context.next();
            return;
        }
        var foreign = foreign(context);
        if (foreign != null) {
            RawAnswer.problem(context, 403, foreign);
            return;
        }
        if (!guard.isGuarded()) {
            admit(context, Caller.LOCAL);
            return;
        }
        // Finding out may take a while, and nothing of the body may be lost meanwhile.
        if (Bodies.hasBody(context.request())) {
            context.request().pause();
        }
        authentication.of(context).onSuccess(found -> answer(context, found)).onFailure(failure -> {
            LOG.warnf(
                    "Expected to find out who asks, but %s", failure.getClass().getName());
            refuse(context, 503, "Expected to find out who asks, but it can't be done now; try again later");
        });
    }

    private boolean isOpen(String path) {
        return path.equals("/q/health") || path.startsWith("/q/health/") || (openMetrics && path.equals("/q/metrics"));
    }

    private @Nullable String foreign(RoutingContext context) {
        var host = context.request().authority();
        if (host == null || !isKnown(host.host())) {
            return "Expected the header 'Host' to be one that this server has (akoflow.gateway.hosts), but it is"
                    + " another";
        }
        var origin = context.request().getHeader("Origin");
        return origin == null || isSame(origin, host)
                ? null
                : "Expected the header 'Origin' to be this server, but it is another";
    }

    private boolean isKnown(String host) {
        return hosts.contains("*") || hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private static boolean isSame(String origin, HostAndPort host) {
        var authority = host.toString();
        return origin.equalsIgnoreCase("http://" + authority) || origin.equalsIgnoreCase("https://" + authority);
    }

    private void answer(RoutingContext context, Identified found) {
        switch (found) {
            case Identified.As(var caller, var credential) -> {
                if (credential.place() == Credential.Place.QUERY) {
                    welcome(context, credential);
                } else {
                    longAnswers.watch(context);
                    admit(context, caller);
                }
            }
            case Identified.WithoutRole(var name) ->
                refuse(
                        context,
                        403,
                        "Expected '%s' to have a role here (akoflow.gateway.roles), but there is none".formatted(name));
            case Identified.Unknown() -> {
                if (Pages.isLookedAt(context)) {
                    Pages.unknown(context);
                } else {
                    refuse(context, 401, unknown(context));
                }
            }
        }
    }

    private static String unknown(RoutingContext context) {
        boolean isSaid = context.request().getHeader("Authorization") != null;
        return "Expected the header 'Authorization: Bearer TOKEN' with a token of this server, but "
                + (isSaid ? "it is another, or good no more" : "there is none")
                + "; on one machine it is in .akoflow/token, and AKOFLOW_TOKEN gives it to the command line";
    }

    private static void admit(RoutingContext context, Caller caller) {
        context.put(CALLER, caller);
        context.next();
    }

    private static void refuse(RoutingContext context, int status, String detail) {
        RawAnswer.problem(context, status, detail);
        context.request().resume();
    }

    /** From now on the browser knows the token, and its address bar and history do not. */
    private static void welcome(RoutingContext context, Credential credential) {
        var cookie = Cookie.cookie(Credential.COOKIE, credential.text())
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setSecure(context.request().isSSL())
                .setPath("/");
        context.response()
                .addCookie(cookie)
                .setStatusCode(303)
                .putHeader("location", context.normalizedPath())
                .end();
    }
}
