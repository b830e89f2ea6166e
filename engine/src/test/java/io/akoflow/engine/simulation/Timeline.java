package io.akoflow.engine.simulation;

import java.time.Instant;
import java.util.PriorityQueue;

/** Virtual time, and what happens when. */
final class Timeline {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long millis;
    private long count;

    private record Task(long at, long order, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(at, other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    /** Since the start. */
    long millis() {
        return millis;
    }

    Instant now() {
        return START.plusMillis(millis);
    }

    /** Until {@code then}; 0 when it is over. */
    long until(Instant then) {
        return Math.max(0, then.toEpochMilli() - START.toEpochMilli() - millis);
    }

    void after(long pause, Runnable work) {
        tasks.add(new Task(millis + pause, count++, work));
    }

    /** Lets the next thing happen; false when there is none. */
    boolean step() {
        var next = tasks.poll();
        if (next == null) {
            return false;
        }
        millis = next.at();
        next.work().run();
        return true;
    }

    /** How much has happened or will. */
    long count() {
        return count;
    }
}
