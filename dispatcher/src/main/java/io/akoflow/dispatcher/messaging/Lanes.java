package io.akoflow.dispatcher.messaging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Does errands with the same key one after the other, and those with different keys at the same time. What is withdrawn
 * is called off as soon as the errand that withdraws it is added, though that comes later.
 */
final class Lanes {

    private final Map<String, Deque<Errand>> lanes = new HashMap<>();
    private final Consumer<Errand> work;
    private int size;

    /** @param work must not throw */
    Lanes(Consumer<Errand> work) {
        this.work = work;
    }

    synchronized void add(Errand errand) {
        size++;
        var lane = lanes.get(errand.key());
        if (lane == null) {
            lane = new ArrayDeque<>();
            lanes.put(errand.key(), lane);
            Thread.ofVirtual().name("lane " + errand.key()).start(() -> drain(errand));
        }
        callOff(lane, errand::withdraws);
        lane.add(errand);
    }

    /** How many errands are not done. */
    synchronized int size() {
        return size;
    }

    synchronized void callOff(Predicate<Errand> unwanted) {
        lanes.values().forEach(lane -> callOff(lane, unwanted));
    }

    private static void callOff(Deque<Errand> lane, Predicate<Errand> unwanted) {
        lane.stream().filter(unwanted).forEach(errand -> errand.callOff().callOff());
    }

    private void drain(Errand first) {
        var errand = Optional.of(first);
        while (errand.isPresent()) {
            work.accept(errand.get());
            errand = next(first.key());
        }
    }

    private synchronized Optional<Errand> next(String key) {
        size--;
        var lane = lanes.getOrDefault(key, new ArrayDeque<>());
        lane.pollFirst();
        if (lane.isEmpty()) {
            lanes.remove(key);
        }
        return Optional.ofNullable(lane.peekFirst());
    }
}
