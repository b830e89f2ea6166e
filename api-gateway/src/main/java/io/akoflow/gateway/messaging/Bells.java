package io.akoflow.gateway.messaging;

import io.akoflow.contract.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Wakes whoever waits for news of a run ({@code run}) or of an activity ({@code run/activity}) on this replica. News is
 * heard from Kafka, perhaps before it can be read from the database; then the database is looked at often for a while,
 * unless it was this replica that wrote it there and says so.
 */
@ApplicationScoped
public class Bells {

    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final long A_WHILE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Map<String, Set<Listener>> listeners = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Listens for news of {@code what} until it is closed. */
    public Listener listen(String what) {
        var listener = new Listener(what);
        listeners.compute(what, (_, others) -> {
            Set<Listener> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(listener);
            return all;
        });
        return listener;
    }

    /** There is news of a run or an activity on a topic. */
    void heard(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topic.RUNS.topicName()) && record.key() != null) {
            heard(new String(record.key(), StandardCharsets.UTF_8));
        }
        var subject = record.headers().lastHeader("ce_subject");
        if (subject != null && subject.value() != null) {
            heard(new String(subject.value(), StandardCharsets.UTF_8));
        }
    }

    /** There is news of {@code what} on a topic. */
    void heard(String what) {
        for (var listener : listeners.getOrDefault(what, Set.of())) {
            listener.restlessUntil = System.nanoTime() + A_WHILE_NANOS;
            listener.restless = true;
            listener.news.release();
        }
    }

    /** There is news of {@code what} in the database. */
    public void kept(String what) {
        for (var listener : listeners.getOrDefault(what, Set.of())) {
            listener.restless = false;
            listener.news.release();
        }
    }

    /** Ends everybody's waiting. */
    void close() {
        closed = true;
        listeners.values().forEach(all -> all.forEach(listener -> listener.news.release()));
    }

    /** One who waits. */
    public final class Listener implements AutoCloseable {

        private final String what;
        private final Semaphore news = new Semaphore(0);
        private volatile boolean restless;
        private volatile long restlessUntil;

        private Listener(String what) {
            this.what = what;
        }

        /** Waits until there may be news, at most {@code most}. */
        public void await(Duration most) throws InterruptedException {
            boolean isRestless = restless && restlessUntil - System.nanoTime() > 0;
            var wait = isRestless && OFTEN.compareTo(most) < 0 ? OFTEN : most;
            if (!closed && news.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
        }

        /** Whether this replica is about to end. */
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() {
            listeners.computeIfPresent(what, (_, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
