package io.akoflow.gateway.rest;

import io.akoflow.gateway.GatewayConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Ends answers, such as streams of events and logs, that would outlive the token they were asked for with. */
@ApplicationScoped
public class LongAnswers {

    private static final Logger LOG = Logger.getLogger(LongAnswers.class);

    private final Authentication authentication;
    private final Duration every;

    LongAnswers(Authentication authentication, GatewayConfig config) {
        this.authentication = authentication;
        this.every = config.tokenCheck();
    }

    /** From now on, whoever asks is asked again who they are, until they have their answer. */
    void watch(RoutingContext context) {
        var vertx = context.vertx();
        long timer = vertx.setPeriodic(every.toMillis(), _ -> askAgain(context));
        context.addEndHandler(_ -> vertx.cancelTimer(timer));
    }

    /** Who can't be asked now, because the database is away, is asked the next time. */
    private void askAgain(RoutingContext context) {
        authentication
                .of(context)
                .onSuccess(found -> {
                    if (!(found instanceof Identified.As)) {
                        context.response().reset();
                    }
                })
                .onFailure(failure -> LOG.debugf(
                        "Expected to find out who still reads, but %s",
                        failure.getClass().getName()));
    }
}
