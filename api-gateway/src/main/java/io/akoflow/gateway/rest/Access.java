package io.akoflow.gateway.rest;

import io.akoflow.gateway.GatewayConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. On one machine commands are run for whoever can ask, so a web page that happens to be open must not: it
 * gives itself away by {@code Origin}, or by a {@code Host} that it made point here, and it does not know the token.
 */
@ApplicationScoped
public class Access {

    private static final int FIRST = 400;
    private static final String COOKIE = "akoflow_token";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Optional<String> token;
    private final Set<String> hosts = new HashSet<>(LOOPBACK);

    Access(GatewayConfig config) {
        this.token = config.token().filter(it -> !it.isBlank());
        config.hosts().orElse(List.of()).forEach(host -> hosts.add(host.trim().toLowerCase(Locale.ROOT)));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        if (isOpen(context.normalizedPath())) {
            context.next();
            return;
        }
        var host = context.request().authority();
        if (host == null || !isKnown(host.host())) {
            RawAnswer.problem(
                    context,
                    403,
                    "Expected the header 'Host' to be one that this server has (akoflow.gateway.hosts), but it is"
                            + " another");
            return;
        }
        var origin = context.request().getHeader("Origin");
        if (origin != null && !isSame(origin, host)) {
            RawAnswer.problem(context, 403, "Expected the header 'Origin' to be this server, but it is another");
            return;
        }
        checkToken(context);
    }

    private static boolean isOpen(String path) {
        return path.equals("/q/metrics") || path.equals("/q/health") || path.startsWith("/q/health/");
    }

    private boolean isKnown(String host) {
        return hosts.contains("*") || hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private static boolean isSame(String origin, HostAndPort host) {
        var authority = host.toString();
        return origin.equalsIgnoreCase("http://" + authority) || origin.equalsIgnoreCase("https://" + authority);
    }

    private void checkToken(RoutingContext context) {
        if (token.isEmpty() || isToken(bearer(context)) || isToken(cookie(context))) {
            context.next();
            return;
        }
        boolean isPage = context.request().method().equals(HttpMethod.GET);
        if (isPage && isToken(context.request().getParam("token"))) {
            welcome(context);
            return;
        }
        RawAnswer.problem(
                context,
                401,
                "Expected the header 'Authorization: Bearer TOKEN' with the token of this server, but "
                        + (context.request().getHeader("Authorization") == null ? "there is none" : "it is another")
                        + "; on one machine it is in .akoflow/token, and AKOFLOW_TOKEN gives it to the command line");
    }

    /** From now on the browser knows the token, and its address bar and history do not. */
    private void welcome(RoutingContext context) {
        var cookie = Cookie.cookie(COOKIE, token.orElse(""))
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setPath("/");
        context.response()
                .addCookie(cookie)
                .setStatusCode(303)
                .putHeader("location", context.normalizedPath())
                .end();
    }

    private static @Nullable String bearer(RoutingContext context) {
        var header = context.request().getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? header.substring(7).trim()
                : null;
    }

    private static @Nullable String cookie(RoutingContext context) {
        var cookie = context.request().getCookie(COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    private boolean isToken(@Nullable String said) {
        return said != null
                && token.isPresent()
                && MessageDigest.isEqual(
                        said.getBytes(StandardCharsets.UTF_8), token.get().getBytes(StandardCharsets.UTF_8));
    }
}
