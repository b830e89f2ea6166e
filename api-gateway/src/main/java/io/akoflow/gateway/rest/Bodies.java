package io.akoflow.gateway.rest;

import io.akoflow.gateway.GatewayConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/**
 * Reads the bodies of requests before anybody else, so that one that is too large or does not go on coming is answered
 * at once and holds no thread.
 */
@ApplicationScoped
public class Bodies {

    private static final int AFTER_ACCESS = 300;
    private static final String BODY = "akoflow.body";
    private static final long MOST_OF_FILE = 16L * 1024 * 1024;
    private static final long FRAME = 64L * 1024;
    private static final long MOST_OF_BASE64 = MOST_OF_FILE * 4 / 3 + MOST_OF_FILE / 32 + FRAME;

    private final long patienceMillis;

    Bodies(GatewayConfig config) {
        this.patienceMillis = config.bodyPatience().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, AFTER_ACCESS);
    }

    /** The body of this request. */
    static byte[] of(RoutingContext context) {
        Buffer body = context.get(BODY);
        return body == null ? new byte[0] : body.getBytes();
    }

    private void read(RoutingContext context) {
        var request = context.request();
        if (!hasBody(request)) {
            context.next();
            return;
        }
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            refuse(context, 415, "Expected a body without Content-Encoding, but it is '%s'".formatted(encoding));
            return;
        }
        long most = most(context);
        if (length(request) > most) {
            refuse(context, 413, tooLarge(most));
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        new Reading(context, most).start();
    }

    private static boolean hasBody(HttpServerRequest request) {
        return length(request) > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static long length(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.trim());
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }

    private static long most(RoutingContext context) {
        var path = context.normalizedPath().toLowerCase(Locale.ROOT);
        return path.startsWith("/akoflow-") ? MOST_OF_BASE64 : MOST_OF_FILE + FRAME;
    }

    private static String tooLarge(long most) {
        return "Expected a body of at most %d bytes, but it is larger".formatted(most);
    }

    /**
     * Answers at once; what still comes is thrown away for a moment, for a client that reads only after it has sent.
     */
    private void refuse(RoutingContext context, int status, String detail) {
        var request = context.request();
        request.handler(null);
        request.endHandler(null);
        request.resume();
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        context.response().setStatusCode(status);
        RawAnswer.problem(context, status, detail);
    }

    /** The reading of one body. */
    private final class Reading {

        private final RoutingContext context;
        private final long most;
        private final Buffer body = Buffer.buffer();
        private long timer;
        private boolean over;

        Reading(RoutingContext context, long most) {
            this.context = context;
            this.most = most;
        }

        void start() {
            var request = context.request();
            arm();
            request.handler(this::more);
            request.endHandler(_ -> end());
            request.exceptionHandler(_ -> stop());
            request.resume();
        }

        private void more(Buffer some) {
            if (over) {
                return;
            }
            if (body.length() + some.length() > most) {
                stop();
                refuse(context, 413, tooLarge(most));
                return;
            }
            body.appendBuffer(some);
            context.vertx().cancelTimer(timer);
            arm();
        }

        private void arm() {
            timer = context.vertx().setTimer(patienceMillis, _ -> silence());
        }

        private void silence() {
            if (over) {
                return;
            }
            stop();
            refuse(
                    context,
                    408,
                    "Expected the rest of the body, but after %d bytes nothing came for %d ms"
                            .formatted(body.length(), patienceMillis));
        }

        private void end() {
            if (over) {
                return;
            }
            stop();
            context.put(BODY, body);
            context.next();
        }

        private void stop() {
            over = true;
            context.vertx().cancelTimer(timer);
        }
    }
}
