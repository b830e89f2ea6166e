package io.akoflow.planner.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is known of the outbox: what was given to Kafka and is still in there, oldest first, and what is left for later.
 * Nobody waits for Kafka's answer before the next batch is decided: the producer keeps the order, and a crash finds all
 * of it in the outbox.
 */
final class Underway {

    /** So many that a Kafka that does not answer stops the planner before its memory is full. */
    private static final int MOST = 5000;

    private final Deque<Part> parts = new ArrayDeque<>();
    private final Set<Long> known = new HashSet<>();
    private int count;

    private record Part(CompletableFuture<Void> said, List<Long> ids, Instant since) {}

    void add(CompletableFuture<Void> said, List<Long> ids, Instant since) {
        parts.add(new Part(said, ids, since));
        known.addAll(ids);
        count += ids.size();
    }

    /** These are in the outbox, to be said later. */
    void leave(Collection<Long> ids) {
        known.addAll(ids);
    }

    /** What was left was said meanwhile. */
    void forgetLeft() {
        known.clear();
        parts.forEach(part -> known.addAll(part.ids()));
    }

    boolean isKnown(long id) {
        return known.contains(id);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean isTooMuch() {
        return count > MOST;
    }

    boolean isOlderThan(Instant limit) {
        return !parts.isEmpty() && parts.getFirst().since().isBefore(limit);
    }

    /** Done when Kafka has all of it. */
    CompletableFuture<Void> all() {
        return CompletableFuture.allOf(parts.stream().map(Part::said).toArray(CompletableFuture<?>[]::new));
    }

    /** Comes back when Kafka has answered for all of it, or after {@code patience}. */
    void awaitSome(Duration patience) {
        try {
            all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // what was not taken is still in the outbox
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What Kafka has, up to the first that it does not have yet; throws when it will not have something. */
    List<Long> taken() {
        List<Long> ids = new ArrayList<>();
        for (var part : parts) {
            if (!part.said().isDone()) {
                break;
            }
            part.said().join();
            ids.addAll(part.ids());
        }
        return ids;
    }

    /** Takes away what {@link #taken} said, when it is no longer in the outbox. */
    void settled(List<Long> ids) {
        ids.forEach(known::remove);
        int left = ids.size();
        while (left > 0) {
            int size = parts.removeFirst().ids().size();
            left -= size;
            count -= size;
        }
    }

    void forget() {
        parts.clear();
        known.clear();
        count = 0;
    }
}
