package io.akoflow.watcher.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A log as it comes, byte for byte; the server sends no more than is taken. To be used by one thread. */
final class LogStream implements AutoCloseable {

    private static final int FIRST_ERROR = 400;

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<HttpResponse<AsyncBody>> answer;
    private volatile @Nullable AsyncBody body;

    LogStream(HttpClient http, HttpRequest request) {
        answer = http.consumeBytes(request, this::take);
        var _ = answer.whenComplete(this::begin);
    }

    /** What comes next. */
    sealed interface Piece {}

    /** Some of the log. */
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] data) implements Piece {}

    /** Nothing at the moment. */
    record Silence() implements Piece {}

    /** The server has closed it in good order. */
    record End() implements Piece {}

    /** The connection is lost. */
    record Broken(String reason) implements Piece {}

    /** The server does not give it. */
    record Refused(int code) implements Piece {}

    /** Waits for the next piece, but not for long. */
    Piece next(Duration patience) throws InterruptedException {
        var piece = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (piece instanceof Bytes && body != null) {
            body.consume();
        }
        return piece == null ? new Silence() : piece;
    }

    /** What has come to its end has given its connection back, and another request may be using it. */
    @Override
    public void close() {
        answer.cancel(true);
        if (body != null && !body.done().isDone()) {
            body.cancel();
        }
    }

    private void take(List<ByteBuffer> buffers, AsyncBody from) {
        int size = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
        byte[] data = new byte[size];
        int at = 0;
        for (var buffer : buffers) {
            int length = buffer.remaining();
            buffer.get(data, at, length);
            at += length;
        }
        pieces.add(new Bytes(data));
    }

    private void begin(@Nullable HttpResponse<AsyncBody> response, @Nullable Throwable failure) {
        if (response == null) {
            pieces.add(new Broken(String.valueOf(failure)));
        } else if (response.code() >= FIRST_ERROR) {
            pieces.add(new Refused(response.code()));
            response.body().cancel();
        } else {
            body = response.body();
            var _ = response.body()
                    .done()
                    .whenComplete((_, broken) -> pieces.add(broken == null ? new End() : new Broken("" + broken)));
            response.body().consume();
        }
    }
}
