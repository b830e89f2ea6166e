package io.akoflow.dispatcher.messaging;

import java.util.OptionalLong;
import java.util.TreeSet;

/** How far a partition is finished: up to the first record that is not. Thread-safe. */
final class Progress {

    private final TreeSet<Long> unfinished = new TreeSet<>();
    private long next = -1;
    private long committed = -1;

    /** The record at {@code offset} was read. */
    synchronized void begin(long offset) {
        unfinished.add(offset);
        next = offset + 1;
    }

    /** All that follows from the record at {@code offset} is done. */
    synchronized void finish(long offset) {
        unfinished.remove(offset);
    }

    /** Where somebody who takes over has to begin; empty when it was said before. */
    synchronized OptionalLong due() {
        long position = unfinished.isEmpty() ? next : unfinished.first();
        if (position <= committed) {
            return OptionalLong.empty();
        }
        committed = position;
        return OptionalLong.of(position);
    }
}
