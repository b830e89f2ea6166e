package io.akoflow.gateway.rest;

import io.akoflow.gateway.messaging.Bells;
import io.akoflow.gateway.store.Change;
import io.akoflow.gateway.store.Changed;
import io.akoflow.gateway.store.RunChanges;
import io.akoflow.gateway.store.RunView;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Tells one who listens what happens in a run, until it is gone. */
final class EventStream<A extends Changed> {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /**
     * Changes within this time are sent together, so that a wide run is not read from the database for each of them.
     */
    private static final long TOGETHER_MILLIS = 50;

    private final EventForm<A> form;
    private final Bells.Listener news;
    private final EventText out;

    EventStream(EventForm<A> form, Bells.Listener news, EventText out) {
        this.form = form;
        this.news = news;
        this.out = out;
    }

    void tell(RunChanges<A> first) throws IOException {
        try {
            out.write("run", null, first.run());
            RunView told = first.run();
            var changes = Optional.of(first);
            while (changes.isPresent()) {
                form.write(out, changes.get().activities());
                var now = changes.get().run();
                if (!now.equals(told)) {
                    out.write("run", EventId.of(now), now);
                    told = now;
                }
                out.flush();
                TimeUnit.MILLISECONDS.sleep(TOGETHER_MILLIS);
                changes = next(Change.allOf(now.seq()), told);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Expected to send events, but the gateway ends");
        }
    }

    /** What changed next; nothing when there will be no more. */
    private Optional<RunChanges<A>> next(Change sent, RunView told) throws IOException, InterruptedException {
        long heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
        while (!news.isClosed()) {
            var changes = form.since(sent);
            boolean isNews = changes.isEmpty()
                    || !changes.get().activities().isEmpty()
                    || !changes.get().run().equals(told);
            if (isNews) {
                return changes;
            }
            long left = heartbeat - System.nanoTime();
            if (left <= 0) {
                out.writeHeartbeat();
                return changes;
            }
            news.await(Duration.ofNanos(left));
        }
        return Optional.empty();
    }
}
