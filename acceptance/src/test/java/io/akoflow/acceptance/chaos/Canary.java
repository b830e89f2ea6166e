package io.akoflow.acceptance.chaos;

import static org.awaitility.Awaitility.await;

import io.akoflow.contract.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/** Submits a run of one activity all the time, and notes when each was first asked for and when it had succeeded. */
final class Canary implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(1_500);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** @param run its id */
    record Song(String run, Instant asked, Instant heard) {}

    private final Gateways gateways;
    private final String file;
    private final long seed;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Queue<Song> songs = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Canary(Gateways gateways, long seed) {
        this.gateways = gateways;
        this.seed = seed;
        this.file = """
                name: canary
                spec:
                  image: alpine:3.20
                  storagePolicy: {type: shared, retain: never}
                  activities: [{name: one, run: 'true', env: {%s: '1', %s: '0'}}]
                """.formatted(Work.MILLIS, Work.FAILURES);
    }

    void start() {
        var _ = clock.scheduleAtFixedRate(
                () -> Thread.ofVirtual().start(this::sing), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How long it took from then on until something that was asked for later had succeeded; empty if nothing has. */
    Optional<Duration> heardAfter(Instant moment) {
        return songs.stream()
                .filter(song -> !song.asked().isBefore(moment))
                .map(song -> Duration.between(moment, song.heard()))
                .min(Duration::compareTo);
    }

    Queue<Song> songs() {
        return songs;
    }

    Queue<String> complaints() {
        return complaints;
    }

    /** No more; returns when all are over. */
    @Override
    public void close() {
        clock.shutdown();
        await("the end of all canaries")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> underWay.get() == 0);
    }

    private void sing() {
        var asked = Instant.now();
        underWay.incrementAndGet();
        try {
            var run = gateways.submit("canary-%d-%d".formatted(seed, count.getAndIncrement()), file);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> gateways.state(run) == RunState.SUCCEEDED);
            songs.add(new Song(run, asked, Instant.now()));
        } catch (ConditionTimeoutException | AssertionError e) {
            complaints.add("canary asked for at %s: %s".formatted(asked, e.getMessage()));
        } finally {
            underWay.decrementAndGet();
        }
    }
}
