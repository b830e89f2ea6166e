package io.akoflow.gateway.rest;

import io.akoflow.gateway.outputs.Callback;
import io.akoflow.gateway.outputs.ReaderJobs;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where readers of disks bring what somebody waits for. They know a secret that is good once, for that, so they are not
 * asked who they are; and whoever waits says how much may come.
 */
@ApplicationScoped
public class OutputsDoor {

    private static final int BEFORE_ACCESS = 450;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final ReaderJobs jobs;

    OutputsDoor(ReaderJobs jobs) {
        this.jobs = jobs;
    }

    void register(@Observes Filters filters) {
        filters.register(this::look, BEFORE_ACCESS);
    }

    void look(RoutingContext context) {
        var path = context.normalizedPath();
        if (context.request().method().equals(HttpMethod.PUT) && path.startsWith(Callback.PATH)) {
            take(context, path.substring(Callback.PATH.length()));
        } else {
            context.next();
        }
    }

    private void take(RoutingContext context, String request) {
        var bytes = header(context, HttpHeaders.CONTENT_LENGTH.toString());
        var status = header(context, "Akoflow-Status");
        if (!NUMBER.matcher(bytes).matches() || !NUMBER.matcher(status).matches() || status.length() != 3) {
            refuse(
                    context,
                    400,
                    "Expected the headers 'Content-Length' and 'Akoflow-Status' with numbers, but there are others");
            return;
        }
        var awaited = jobs.arrived(request, header(context, "Akoflow-Secret"));
        if (awaited.isEmpty()) {
            refuse(context, 404, "Expected somebody here to wait for this, with this secret, but there is nobody");
            return;
        }
        awaited.get().bring(Integer.parseInt(status), Long.parseLong(bytes), new ArrivingBody(context, PATIENCE));
    }

    private static String header(RoutingContext context, String name) {
        var value = context.request().getHeader(name);
        return value == null ? "" : value.trim();
    }

    /** What may still come is not read. */
    static void refuse(RoutingContext context, int status, String detail) {
        context.request().pause();
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        context.addEndHandler(_ -> context.request().connection().close());
        RawAnswer.problem(context, status, detail);
    }
}
