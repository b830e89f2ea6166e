package io.akoflow.gateway.rest;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of bodies are in memory at once, so that many large files one after the other wait for each other and
 * do not use it up. First come, first served. Thread-safe.
 */
final class Room {

    private final Queue<Claim> waiting = new ArrayDeque<>();
    private long free;

    Room(long bytes) {
        this.free = bytes;
    }

    /**
     * Calls {@code begin} once there are so many bytes for it: now, or in a thread that gives back its own.
     *
     * @param bytes no more than there are in all
     */
    Claim claim(long bytes, Runnable begin) {
        var claim = new Claim(bytes, begin);
        synchronized (this) {
            waiting.add(claim);
        }
        serve();
        return claim;
    }

    private void serve() {
        for (var next = next(); next != null; next = next()) {
            next.begin.run();
        }
    }

    private synchronized @Nullable Claim next() {
        var first = waiting.peek();
        if (first == null || first.bytes > free) {
            return null;
        }
        free -= first.bytes;
        first.served = true;
        return waiting.poll();
    }

    /** Some bytes that somebody has, or waits for. */
    final class Claim {

        private final long bytes;
        private final Runnable begin;
        private boolean served;
        private boolean over;

        private Claim(long bytes, Runnable begin) {
            this.bytes = bytes;
            this.begin = begin;
        }

        /** Gives them back, or stops waiting for them; once. */
        void end() {
            synchronized (Room.this) {
                if (!over) {
                    over = true;
                    free += served ? bytes : 0;
                    waiting.remove(this);
                }
            }
            serve();
        }
    }
}
