package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Streams of changes, as chunks of HTTP or as WebSocket messages. */
final class Watches {
    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofMinutes(30);

    /**
     * A client that is farther behind what happens is hung up on, as a real API server does; it comes back, and lists
     * if need be. What is said to it at first does not count, or it would never get further.
     */
    private static final int FARTHEST_BEHIND = 16 << 20;

    private final Vertx vertx;
    private final ObjectStore store;

    Watches(Vertx vertx, ObjectStore store) {
        this.vertx = vertx;
        this.store = store;
    }

    /** Where events go; used on the connection's context only. */
    private interface Sink {
        void event(Buffer json);

        /** How many bytes may wait for the client. */
        void bound(int bytes);

        void end();
    }

    private record Chunks(HttpServerRequest request) implements Sink {
        @Override
        public void event(Buffer json) {
            request.response().write(json.appendByte((byte) '\n'));
            hangUpIfFull(request, request.response());
        }

        @Override
        public void bound(int bytes) {
            request.response().setWriteQueueMaxSize(bytes);
        }

        @Override
        public void end() {
            request.response().end();
        }
    }

    private record Messages(HttpServerRequest request, ServerWebSocket socket) implements Sink {
        @Override
        public void event(Buffer json) {
            if (!socket.isClosed()) { // which is so for a moment before it is told
                socket.writeTextMessage(json.toString());
                hangUpIfFull(request, socket);
            }
        }

        @Override
        public void bound(int bytes) {
            socket.setWriteQueueMaxSize(bytes);
        }

        @Override
        public void end() {
            socket.close();
        }
    }

    private static void hangUpIfFull(HttpServerRequest request, WriteStream<Buffer> out) {
        if (out.writeQueueFull()) {
            request.connection().close();
        }
    }

    void answer(HttpServerRequest request, ApiTarget target, Query query) {
        var selector = query.selector(target);
        if ("websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            request.toWebSocket().onSuccess(socket -> {
                var stream = new Stream(target, selector, query, new Messages(request, socket));
                socket.closeHandler(_ -> stream.leave());
                stream.start();
            });
            return;
        }
        var response = request.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").setChunked(true);
        response.write(Buffer.buffer());
        var stream = new Stream(target, selector, query, new Chunks(request));
        response.closeHandler(_ -> stream.leave());
        stream.start();
    }

    private final class Stream {
        private final ApiTarget target;
        private final Selector selector;
        private final Query query;
        private final Sink sink;
        private final Context context = vertx.getOrCreateContext();
        private final AtomicBoolean left = new AtomicBoolean();
        private final Consumer<Change> listener = this::note;
        private long bookmarkTimer;
        private long endTimer;
        private int said;

        Stream(ApiTarget target, Selector selector, Query query, Sink sink) {
            this.target = target;
            this.selector = selector;
            this.query = query;
            this.sink = sink;
        }

        void start() {
            long after = query.number("resourceVersion", 0);
            if (query.flag("allowWatchBookmarks")) {
                bookmarkTimer = vertx.setPeriodic(BOOKMARK_EVERY.toMillis(), _ -> bookmark());
            }
            long seconds = query.number(
                    "timeoutSeconds",
                    SHORTEST.toSeconds() + ThreadLocalRandom.current().nextInt(1800));
            endTimer = vertx.setTimer(Math.max(1, seconds * 1000), _ -> end());
            try {
                if (after == 0) {
                    store.listenFromNow(target.type(), target.namespace(), listener);
                } else {
                    store.listenFrom(after, listener);
                }
                sink.bound(FARTHEST_BEHIND + said);
            } catch (RefusedException refused) {
                send(event("ERROR", Json.bytes(refused.status())));
                end();
            }
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                store.leave(listener);
                vertx.cancelTimer(bookmarkTimer);
                vertx.cancelTimer(endTimer);
            }
        }

        private void end() {
            context.runOnContext(_ -> {
                if (!left.get()) {
                    leave();
                    sink.end();
                }
            });
        }

        private void note(Change change) {
            var kind = kindFor(change);
            if (kind != null) {
                var event = event(kind.name(), change.object().json());
                said += event.length();
                send(event);
            }
        }

        /** An object that comes under the selector is new to this watch, one that leaves it is gone. */
        private Change.@Nullable Kind kindFor(Change change) {
            var object = change.object();
            var elsewhere = !target.namespace().isEmpty() && !target.namespace().equals(object.namespace());
            if (object.type() != target.type() || elsewhere) {
                return null;
            }
            var before = change.before();
            var was = before != null && selector.matches(before);
            var is = change.kind() != Change.Kind.DELETED && selector.matches(object);
            if (is) {
                return was ? Change.Kind.MODIFIED : Change.Kind.ADDED;
            }
            return was ? Change.Kind.DELETED : null;
        }

        /** Says up to where all has been said; asked for under the store's lock, so that nothing overtakes it. */
        private void bookmark() {
            synchronized (store) {
                ObjectNode object = Json.object()
                        .put("kind", target.type().kind)
                        .put("apiVersion", target.type().apiVersion());
                Json.metadata(object).put("resourceVersion", Long.toString(store.version()));
                send(event("BOOKMARK", Json.bytes(object)));
            }
        }

        private void send(Buffer event) {
            context.runOnContext(_ -> {
                if (!left.get()) {
                    sink.event(event);
                }
            });
        }

        private static Buffer event(String kind, byte[] object) {
            return Buffer.buffer(object.length + 40)
                    .appendString("{\"type\":\"" + kind + "\",\"object\":")
                    .appendBytes(object)
                    .appendString("}");
        }
    }
}
