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

    private static final long LINGER_MILLIS = 3000;

    /** What a file, its tree, its workflow and its messages take, as a multiple of its bytes. */
    private static final int MEMORY_PER_BYTE = 20;

    private final long patienceMillis;
    private final long roomPatienceMillis;
    private final Room room =
            new Room(Math.max(MOST_OF_BASE64, Runtime.getRuntime().maxMemory() / MEMORY_PER_BYTE));

    Bodies(GatewayConfig config) {
        this.patienceMillis = config.bodyPatience().toMillis();
        this.roomPatienceMillis = config.roomPatience().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, AFTER_ACCESS);
    }

    /** The body of this request. */
    static byte[] of(RoutingContext context) {
        byte[] body = context.get(BODY);
        return body == null ? new byte[0] : body;
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
        request.pause();
        new Reading(context, most).start();
    }

    static boolean hasBody(HttpServerRequest request) {
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
     * Answers at once, and hangs up. Before, what still comes is thrown away for a moment, for a client that reads only
     * after it has sent.
     */
    private static void refuse(RoutingContext context, int status, String detail) {
        var request = context.request();
        request.handler(null);
        request.endHandler(null);
        request.exceptionHandler(null);
        request.resume();
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        RawAnswer.problem(context, status, detail);
        context.vertx()
                .setTimer(
                        status == 408 ? 1 : LINGER_MILLIS,
                        _ -> request.connection().close());
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
            var here = context.vertx().getOrCreateContext();
            timer = context.vertx().setTimer(roomPatienceMillis, _ -> crowded());
            long length = length(context.request());
            var claim = room.claim(length > 0 ? length : most, () -> here.runOnContext(_ -> read()));
            context.addEndHandler(_ -> claim.end());
        }

        private void crowded() {
            stop();
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
            refuse(
                    context,
                    503,
                    "Expected room for the body within %d ms, but other large bodies are there; nothing was written,"
                                    .formatted(roomPatienceMillis)
                            + " try again later");
        }

        private void read() {
            if (over) {
                return;
            }
            context.vertx().cancelTimer(timer);
            var request = context.request();
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                context.response().writeContinue();
            }
            arm();
            request.handler(this::more);
            request.endHandler(_ -> end());
            request.exceptionHandler(_ -> broken());
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
            stop();
            refuse(
                    context,
                    408,
                    "Expected the rest of the body, but after %d bytes nothing came for %d ms"
                            .formatted(body.length(), patienceMillis));
        }

        private void broken() {
            if (!over) {
                stop();
                refuse(context, 400, "Expected a body that can be read, but it is broken");
            }
        }

        private void end() {
            if (!over) {
                stop();
                context.put(BODY, body.getBytes());
                context.next();
            }
        }

        private void stop() {
            over = true;
            context.vertx().cancelTimer(timer);
        }
    }
}
