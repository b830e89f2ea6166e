package io.akoflow.engine.simulation;

import io.akoflow.contract.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What was said, in order within a partition, for ever. */
final class Topic<T extends Message> {

    static final int PARTITIONS = 2;

    private final List<List<Entry<T>>> partitions = new ArrayList<>();
    private final List<Consumer<T>> listeners = new ArrayList<>();

    /** @param at when it was taken */
    record Entry<T>(T message, long at) {}

    Topic() {
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new ArrayList<>());
        }
    }

    static int partition(String key) {
        return Math.floorMod(key.hashCode() * 31, PARTITIONS);
    }

    void onAppend(Consumer<T> listener) {
        listeners.add(listener);
    }

    void append(T message, long at) {
        partitions.get(partition(message.key())).add(new Entry<>(message, at));
        listeners.forEach(listener -> listener.accept(message));
    }

    List<Entry<T>> partition(int number) {
        return partitions.get(number);
    }

    int end(int partition) {
        return partitions.get(partition).size();
    }
}
