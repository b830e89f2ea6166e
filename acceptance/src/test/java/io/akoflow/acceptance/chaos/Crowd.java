package io.akoflow.acceptance.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/** Submits one work after the other, so many at a time, and does to each what its story says. */
final class Crowd {

    private static final int AT_A_TIME = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Gateways gateways;
    private final Works works;
    private final long seed;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final AtomicInteger next = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Tale> tales = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Crowd(Gateways gateways, Works works, long seed) {
        this.gateways = gateways;
        this.works = works;
        this.seed = seed;
    }

    void start() {
        threads.add(Thread.ofVirtual().start(this::come));
    }

    /** No more are submitted; returns when all are over, or patience is. */
    void awaitEnd() throws InterruptedException {
        over = true;
        threads.getFirst().join(Duration.ofSeconds(30));
        for (var thread : List.copyOf(threads)) {
            thread.join(PATIENCE);
        }
    }

    /** Of the works that came to an end. */
    List<Tale> tales() {
        return List.copyOf(tales);
    }

    /** What went wrong so badly that there is no tale. */
    Queue<String> complaints() {
        return complaints;
    }

    private void come() {
        while (!over) {
            places.acquireUninterruptibly();
            if (over) {
                return;
            }
            var work = works.get(next.getAndIncrement());
            synchronized (threads) {
                threads.add(Thread.ofVirtual().start(() -> go(work)));
            }
        }
    }

    private void go(Work work) {
        underWay.add(work.name());
        try {
            tales.add(tell(work));
        } catch (RuntimeException | AssertionError e) {
            complaints.add("%s: %s".formatted(work.name(), e));
        } finally {
            underWay.remove(work.name());
            places.release();
        }
    }

    private Tale tell(Work work) {
        var run = gateways.submit("chaos-%d-%d".formatted(seed, work.number()), work.file());
        var listener = Listener.start(gateways, run);
        if (work.story().isCancelled()) {
            awaitProgress(work, run);
            gateways.cancel(run);
        }
        awaitOver(run, work);
        List<JsonNode> before = List.of();
        if (work.story().isResumed()) {
            before = gateways.activities(run);
            gateways.resume(run, work.mendedFile());
            awaitState(run, work, Set.of(RunState.SUCCEEDED));
        }
        return new Tale(work, run, before, gateways.run(run), gateways.activities(run), listener);
    }

    /** Some of it is done before somebody cancels it. */
    private void awaitProgress(Work work, String run) {
        int some =
                new SplittableRandom(seed + work.number()).nextInt(work.steps().size() / 2);
        try {
            await().atMost(Duration.ofMinutes(1)).pollInterval(LOOK).until(() -> succeeded(run) >= some);
        } catch (ConditionTimeoutException _) {
            // a dependency of theirs failed, or it was disturbed for so long: it is cancelled all the same
        }
    }

    private int succeeded(String run) {
        return gateways.run(run).path("counts").path("SUCCEEDED").asInt();
    }

    private void awaitOver(String run, Work work) {
        awaitState(run, work, Set.of(RunState.SUCCEEDED, RunState.FAILED, RunState.CANCELLED));
    }

    private void awaitState(String run, Work work, Set<RunState> states) {
        await("run %s (%s) to be one of %s".formatted(run, work.name(), states))
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .until(() -> states.contains(gateways.state(run)));
    }

    @Override
    public String toString() {
        return "%d over, under way: %s".formatted(tales.size(), underWay);
    }
}
