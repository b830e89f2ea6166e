package io.akoflow.gateway.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Set;

/**
 * Lets Vert.x compress answers of these types for whoever accepts it, whoever writes them: Quarkus does so for some
 * ways of writing one only, and says {@code identity} for the others.
 */
@ApplicationScoped
public class Compression {

    private static final int BEFORE_OTHERS = 500;
    private static final Set<String> TYPES = Set.of(
            "application/json",
            "application/problem+json",
            "application/javascript",
            "text/javascript",
            "text/event-stream",
            "text/plain",
            "text/html",
            "text/css",
            "image/svg+xml");

    void register(@Observes Filters filters) {
        filters.register(Compression::allow, BEFORE_OTHERS);
    }

    private static void allow(RoutingContext context) {
        context.addHeadersEndHandler(_ -> {
            var headers = context.response().headers();
            var type = headers.get(HttpHeaders.CONTENT_TYPE);
            boolean isUndecided = HttpHeaders.IDENTITY.toString().equals(headers.get(HttpHeaders.CONTENT_ENCODING));
            if (isUndecided && type != null && TYPES.contains(mediaType(type))) {
                headers.remove(HttpHeaders.CONTENT_ENCODING);
            }
        });
        context.next();
    }

    private static String mediaType(String type) {
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
