package io.akoflow.gateway.rest;

import io.akoflow.gateway.messaging.Bells;
import io.akoflow.gateway.store.RunView;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tells one who listens what happens in a run, until it is gone. */
final class EventStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /**
     * Changes within this time are sent together, so that a wide run is not read from the database for each of them.
     */
    private static final long TOGETHER_MILLIS = 50;

    private static final int PIECE = 8192; // characters

    private final Source source;
    private final Bells.Listener bell;
    private final EventText text;

    EventStream(Source source, Bells.Listener bell, EventText text) {
        this.source = source;
        this.bell = bell;
        this.text = text;
    }

    /** Says what changed after the {@code seq}, with all that the version announced; nothing when the run is gone. */
    interface Source {
        Optional<News> after(long seq, long version);
    }

    void tell(News first, OutputStream out) throws IOException {
        try {
            write(out, text.of("run", null, first.run()));
            RunView told = first.run();
            var news = Optional.of(first);
            while (news.isPresent()) {
                write(out, news.get().activities());
                var now = news.get().run();
                if (!now.equals(told)) {
                    write(out, text.of("run", EventId.of(now), now));
                    told = now;
                }
                out.flush();
                TimeUnit.MILLISECONDS.sleep(TOGETHER_MILLIS);
                news = next(out, told);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Expected to send events, but the gateway ends");
        }
    }

    /** What changed next; nothing when there will be no more. */
    private Optional<News> next(OutputStream out, RunView told) throws IOException, InterruptedException {
        long heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
        while (!bell.isClosed()) {
            var news = source.after(told.seq(), bell.version());
            boolean isNews = news.isEmpty()
                    || !news.get().activities().isEmpty()
                    || !news.get().run().equals(told);
            if (isNews) {
                return news;
            }
            long left = heartbeat - System.nanoTime();
            if (left <= 0) {
                write(out, EventText.HEARTBEAT);
                out.flush();
                return news;
            }
            bell.await(Duration.ofNanos(left));
        }
        return Optional.empty();
    }

    /** Piece by piece, since the text is there once, and its bytes would be there for everybody who takes it slowly. */
    private static void write(OutputStream out, String events) throws IOException {
        int from = 0;
        while (from < events.length()) {
            int to = Math.min(from + PIECE, events.length());
            if (to < events.length() && Character.isHighSurrogate(events.charAt(to - 1))) {
                to++;
            }
            out.write(events.substring(from, to).getBytes(StandardCharsets.UTF_8));
            from = to;
        }
    }
}
