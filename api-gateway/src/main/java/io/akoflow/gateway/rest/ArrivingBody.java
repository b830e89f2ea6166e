package io.akoflow.gateway.rest;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a request, for a thread that waits for it. No more is asked for than that thread takes, so what is in
 * memory does not depend on how large it is. Once it has all been read, the request is answered with 204.
 */
final class ArrivingBody extends InputStream {

    private static final int AHEAD = 16;
    private static final int AT_ONCE = AHEAD / 2;
    private static final String LEFT = "whoever wanted it has left";

    /** What comes next of it. */
    private sealed interface Piece {
        record Some(Buffer bytes) implements Piece {}

        record End() implements Piece {}

        record Broken(Throwable why) implements Piece {}
    }

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final RoutingContext exchange;
    private final HttpServerRequest request;
    private final Context here;
    private final Duration patience;
    private byte[] current = {};
    private int place;
    private int taken;
    private volatile boolean ended;
    private volatile boolean closed;

    /**
     * To be made in the request's own thread.
     *
     * @param patience how long the next piece may stay away
     */
    ArrivingBody(RoutingContext exchange, Duration patience) {
        this.exchange = exchange;
        this.request = exchange.request();
        this.here = exchange.vertx().getOrCreateContext();
        this.patience = patience;
        request.pause();
        request.handler(bytes -> pieces.add(new Piece.Some(bytes)));
        request.endHandler(_ -> pieces.add(new Piece.End()));
        request.exceptionHandler(why -> pieces.add(new Piece.Broken(why)));
        request.fetch(AHEAD);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (place == current.length && !ended && length > 0) {
            next();
        }
        if (closed) {
            throw new IOException(LEFT);
        }
        if (ended) {
            return -1;
        }
        int read = Math.min(length, current.length - place);
        System.arraycopy(current, place, buffer, offset, read);
        place += read;
        return read;
    }

    private void next() throws IOException {
        switch (piece()) {
            case Piece.Some(var bytes) -> {
                current = bytes.getBytes();
                place = 0;
                if (++taken % AT_ONCE == 0) {
                    here.runOnContext(_ -> request.fetch(AT_ONCE));
                }
            }
            case Piece.End() -> {
                ended = true;
                here.runOnContext(_ -> exchange.response().setStatusCode(204).end());
            }
            case Piece.Broken(var why) -> throw new IOException("what was brought broke off: " + why.getMessage(), why);
        }
    }

    private Piece piece() throws IOException {
        try {
            var piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (piece == null) {
                throw new IOException("nothing more was brought for %d s".formatted(patience.toSeconds()));
            }
            return piece;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("this gateway ends", e);
        }
    }

    /** Hangs up if there is more. Whoever reads hears of it, in whatever thread. */
    @Override
    public void close() {
        if (!ended && !closed) {
            closed = true;
            pieces.add(new Piece.Broken(new IOException(LEFT)));
            here.runOnContext(_ -> request.connection().close());
        }
    }
}
