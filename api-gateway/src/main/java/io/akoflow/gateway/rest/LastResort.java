package io.akoflow.gateway.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers what nobody else does, and says which version answers the original's clients. */
@ApplicationScoped
public class LastResort {

    private static final int BEFORE_EVERYBODY = Integer.MIN_VALUE;
    private static final int AFTER_EVERYBODY = Integer.MAX_VALUE;
    private static final int BEFORE_BODIES = 350;

    private final String version;

    LastResort(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (context.normalizedPath().startsWith("/akoflow-")) {
                        context.response().putHeader("AKOFLOW-SERVER", version);
                    }
                    context.next();
                },
                BEFORE_BODIES);
    }

    void register(@Observes Router router) {
        router.route().order(AFTER_EVERYBODY).handler(LastResort::notFound);
        router.route().order(BEFORE_EVERYBODY).failureHandler(LastResort::unreadable);
    }

    /** What the router itself can't read, such as a path with a broken escape. */
    private static void unreadable(RoutingContext context) {
        if (context.statusCode() == 400) {
            RawAnswer.problem(context, 400, Problems.detail(400, ""));
        } else {
            context.next();
        }
    }

    private static void notFound(RoutingContext context) {
        RawAnswer.problem(context, 404, Problems.detail(404, context.normalizedPath()));
    }
}
