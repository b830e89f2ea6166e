package io.akoflow.dispatcher.kubernetes;

import io.akoflow.contract.RunId;
import io.akoflow.dispatcher.DispatcherConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.Semaphore;

/**
 * Lets so many calls of the Kubernetes API be under way and no more. Those who wait go in turns, one of each run, so
 * that a run with few of them does not wait for all of one with many; of one run, those who came first go first.
 * Thread-safe.
 */
@ApplicationScoped
public class Window {

    private final SequencedMap<String, Deque<Semaphore>> waiting = new LinkedHashMap<>();
    private int free;

    Window(MeterRegistry meters, DispatcherConfig config) {
        free = config.calls();
        Gauge.builder("akoflow.dispatcher.calls", this, it -> config.calls() - it.free())
                .description("calls of the Kubernetes API under way")
                .register(meters);
    }

    /** A place in the window. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a place, to do something for a run. */
    Place enter(RunId run) {
        return enter(run.value());
    }

    /** The same, for whom an object belongs to. */
    Place enter(Owner owner) {
        return enter(owner.run());
    }

    /** Waits for a place, to clear away what is left of a run: that may be much, and nobody waits for it. */
    Place enterToClear(Owner owner) {
        return enter("leftovers of " + owner.run());
    }

    /** Waits for a place, for somebody who looks at a disk. */
    Place enterForPeople() {
        return enter("people");
    }

    /** @param line whose turn it is when a place is free, before others come to their next one */
    private Place enter(String line) {
        var turn = new Semaphore(0);
        join(line, turn);
        turn.acquireUninterruptibly();
        return this::leave;
    }

    private synchronized void join(String line, Semaphore turn) {
        if (free > 0) {
            free--;
            turn.release();
        } else {
            waiting.computeIfAbsent(line, _ -> new ArrayDeque<>()).add(turn);
        }
    }

    private synchronized void leave() {
        var next = waiting.pollFirstEntry();
        if (next == null) {
            free++;
            return;
        }
        next.getValue().remove().release();
        if (!next.getValue().isEmpty()) {
            waiting.putLast(next.getKey(), next.getValue());
        }
    }

    private synchronized int free() {
        return free;
    }
}
