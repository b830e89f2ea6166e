package io.akoflow.gateway.rest;

import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.messaging.Bells;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.ActivityView;
import io.akoflow.gateway.store.LogCursor;
import io.akoflow.gateway.store.LogKey;
import io.akoflow.gateway.store.LogStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes logs to whoever asks, as they are or as they grow. */
@ApplicationScoped
public class LogStreams {

    private static final Duration LOOK_AT_LEAST = Duration.ofSeconds(15);

    private final ActivityQueries activities;
    private final LogStore logs;
    private final Bells bells;
    private final Duration patience;

    LogStreams(ActivityQueries activities, LogStore logs, Bells bells, GatewayConfig config) {
        this.activities = activities;
        this.logs = logs;
        this.bells = bells;
        this.patience = config.logPatience();
    }

    /** Writes what there is. */
    void write(OutputStream out, String run, int activity, int attempt) throws IOException {
        write(out, new LogCursor(logs, new LogKey(run, activity, attempt)));
    }

    /** Writes what there is and what comes, until the log is complete. */
    void follow(OutputStream out, String run, String name, int attempt) throws IOException {
        try {
            var activity = begun(out, run, name, attempt);
            if (activity != null) {
                int which = attempt == 0 ? activity.attempt() : attempt;
                follow(out, name, new LogKey(run, activity.activity(), which));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Expected to follow a log, but the gateway ends");
        }
    }

    /** Waits for the first attempt; null when there will be none. */
    private @Nullable ActivityView begun(OutputStream out, String run, String name, int attempt)
            throws IOException, InterruptedException {
        try (var news = bells.listen(run)) {
            out.flush();
            while (!news.isClosed()) {
                var activity = activities.find(run, name);
                if (activity.isEmpty()) {
                    return null;
                }
                if (activity.get().attempt() >= Math.max(1, attempt)) {
                    return activity.get();
                }
                if (activity.get().state().isOver()) {
                    return null;
                }
                news.await(LOOK_AT_LEAST);
            }
            return null;
        }
    }

    private void follow(OutputStream out, String name, LogKey log) throws IOException, InterruptedException {
        var cursor = new LogCursor(logs, log);
        long silentSince = System.nanoTime();
        try (var news = bells.listen(log.run() + "/" + log.activity())) {
            while (!news.isClosed()) {
                boolean isOver = isOver(name, log);
                if (write(out, cursor) > 0) {
                    silentSince = System.nanoTime();
                }
                var left = isOver ? patience.minusNanos(System.nanoTime() - silentSince) : LOOK_AT_LEAST;
                if (cursor.isComplete() || left.isNegative() || left.isZero()) {
                    return;
                }
                if (!isOver) {
                    silentSince = System.nanoTime();
                }
                news.await(left);
            }
        }
    }

    /** Whether nothing more can be printed, though not all that was may have come. */
    private boolean isOver(String name, LogKey log) {
        return activities
                .find(log.run(), name)
                .map(it -> it.attempt() > log.attempt() || it.state().isOver())
                .orElse(true);
    }

    private static long write(OutputStream out, LogCursor cursor) throws IOException {
        long written = 0;
        List<byte[]> some = cursor.next();
        while (!some.isEmpty()) {
            for (byte[] text : some) {
                out.write(text);
                written += text.length;
            }
            some = cursor.next();
        }
        if (written > 0) {
            out.flush();
        }
        return written;
    }
}
