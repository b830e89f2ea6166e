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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final AtomicLong rung = new AtomicLong();
    private volatile boolean closed;

    /** Listens for news of {@code what} until it is closed. */
    public Listener listen(String what) {
        var found = new Listener[1];
        rooms.compute(what, (_, old) -> {
            var room = old == null ? new Room(rung.incrementAndGet()) : old;
            found[0] = new Listener(what, room);
            room.listeners.add(found[0]);
            return room;
        });
        return found[0];
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
        ring(what, listener -> {
            listener.restlessUntil = System.nanoTime() + A_WHILE_NANOS;
            listener.restless = true;
        });
    }

    /** There is news of {@code what} in the database. */
    public void kept(String what) {
        ring(what, listener -> listener.restless = false);
    }

    private void ring(String what, Consumer<Listener> mood) {
        var room = rooms.get(what);
        if (room != null) {
            room.version = rung.incrementAndGet();
            room.listeners.forEach(listener -> {
                mood.accept(listener);
                listener.news.release();
            });
        }
    }

    /** Ends everybody's waiting. */
    void close() {
        closed = true;
        rooms.values().forEach(room -> room.listeners.forEach(listener -> listener.news.release()));
    }

    /** All who wait for the same. */
    private static final class Room {

        private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
        private volatile long version;

        private Room(long version) {
            this.version = version;
        }
    }

    /** One who waits. */
    public final class Listener implements AutoCloseable {

        private final String what;
        private final Room room;
        private final Semaphore news = new Semaphore(0);
        private volatile boolean restless;
        private volatile long restlessUntil;

        private Listener(String what, Room room) {
            this.what = what;
            this.room = room;
        }

        /** Another one each time that there is news; never one that was before. */
        public long version() {
            return room.version;
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
            rooms.computeIfPresent(what, (_, there) -> {
                there.listeners.remove(this);
                return there.listeners.isEmpty() ? null : there;
            });
        }
    }
}
