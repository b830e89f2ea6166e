package io.akoflow.gateway.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The web page: every address of it is answered with the same file, whose script shows what the address says. No answer
 * of this server, whatever it holds, may run a script or load anything that is not a file of this server.
 */
@ApplicationScoped
public class Pages {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src %s; img-src 'self' data: blob:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Before {@link Access}, so that what it refuses has them as well. */
    private static final int BEFORE_ACCESS = 450;

    private static final String UNKNOWN = read("/unknown.html");

    void register(@Observes Filters filters) {
        filters.register(Pages::protect, BEFORE_ACCESS);
    }

    void register(@Observes Router router) {
        router.get("/submit").order(0).handler(context -> context.reroute("/"));
        router.get("/runs/*").order(0).handler(context -> context.reroute("/"));
    }

    private static void protect(RoutingContext context) {
        context.addHeadersEndHandler(_ -> {
            say(context, "Content-Security-Policy", POLICY.formatted("'self'"));
            say(context, "X-Content-Type-Options", "nosniff");
            say(context, "Referrer-Policy", "no-referrer");
            if (context.normalizedPath().equals("/")) {
                // It names the files of this version; another version has others.
                say(context, "Cache-Control", "no-cache");
            }
        });
        context.next();
    }

    /** Unless the answer says so itself: what runs leave is trusted less than the page. */
    private static void say(RoutingContext context, String header, String value) {
        var headers = context.response().headers();
        if (!headers.contains(header)) {
            headers.set(header, value);
        }
    }

    /** Whether somebody looks with a browser, rather than a program that reads problems. */
    static boolean isLookedAt(RoutingContext context) {
        var accept = context.request().getHeader("Accept");
        return context.request().method().equals(HttpMethod.GET) && accept != null && accept.contains("text/html");
    }

    /** Says to somebody whom this server does not know how to come in. */
    static void unknown(RoutingContext context) {
        context.response()
                .setStatusCode(401)
                .putHeader("www-authenticate", "Bearer")
                .putHeader("content-type", "text/html;charset=UTF-8")
                .putHeader("cache-control", "no-store")
                .putHeader("content-security-policy", POLICY.formatted("'sha256-" + hash(style()) + "'"))
                .end(UNKNOWN);
    }

    private static String style() {
        return UNKNOWN.substring(UNKNOWN.indexOf("<style>") + "<style>".length(), UNKNOWN.indexOf("</style>"));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256, which every Java has", e);
        }
    }

    private static String read(String name) {
        try (var file = Pages.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("Expected '%s' in this service, but it is not".formatted(name));
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
