package io.akoflow.watcher.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A log as it comes, byte for byte. A kubelet sends each line by itself, so what has come meanwhile is taken together;
 * when much has come and nobody takes it, the server is made to wait.
 */
final class LogStream implements AutoCloseable {

    private static final int FIRST_ERROR = 400;
    private static final int MUCH = 256 * 1024;

    private final CompletableFuture<HttpResponse<AsyncBody>> answer;
    private final ByteArrayOutputStream come = new ByteArrayOutputStream();
    private @Nullable AsyncBody body;
    private @Nullable Piece last;
    private boolean waits;

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
    synchronized Piece next(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (come.size() == 0 && last == null) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return new Silence();
            }
            wait(left);
        }
        if (come.size() == 0 && last != null) {
            return last;
        }
        byte[] data = come.toByteArray();
        come.reset();
        if (waits && body != null) {
            waits = false;
            body.consume();
        }
        return new Bytes(data);
    }

    /** What has come to its end has given its connection back, and another request may be using it. */
    @Override
    public synchronized void close() {
        answer.cancel(true);
        if (body != null && !body.done().isDone()) {
            body.cancel();
        }
    }

    private synchronized void take(List<ByteBuffer> buffers, AsyncBody from) {
        for (var buffer : buffers) {
            byte[] data = new byte[buffer.remaining()];
            buffer.get(data);
            come.writeBytes(data);
        }
        waits = come.size() >= MUCH;
        if (!waits) {
            from.consume();
        }
        notifyAll();
    }

    private synchronized void begin(@Nullable HttpResponse<AsyncBody> response, @Nullable Throwable failure) {
        if (response == null) {
            end(new Broken(String.valueOf(failure)));
        } else if (response.code() >= FIRST_ERROR) {
            end(new Refused(response.code()));
            response.body().cancel();
        } else {
            body = response.body();
            var _ = response.body()
                    .done()
                    .whenComplete((_, broken) -> end(broken == null ? new End() : new Broken("" + broken)));
            response.body().consume();
        }
    }

    private synchronized void end(Piece how) {
        last = how;
        notifyAll();
    }
}
