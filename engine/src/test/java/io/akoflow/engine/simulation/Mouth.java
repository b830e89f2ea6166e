package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a planner has given to its producer, which keeps the order and never gives up, and what Kafka has of it. */
final class Mouth {

    private static final long NOT_KEPT = 0;

    private final Scene scene;
    private final Part planner;
    private final Runnable whenSaid;
    private final Deque<Said> waiting = new ArrayDeque<>();
    private final List<Long> taken = new ArrayList<>();
    private boolean busy;

    /** @param id in the outbox */
    private record Said(long id, Message message) {}

    Mouth(Scene scene, Part planner, Runnable whenSaid) {
        this.scene = scene;
        this.planner = planner;
        this.whenSaid = whenSaid;
    }

    /** Says all, commands first. */
    void say(List<Message> messages, List<Long> ids) {
        for (boolean commands : new boolean[] {true, false}) {
            for (int i = 0; i < ids.size(); i++) {
                if (messages.get(i) instanceof ActivityCommand == commands) {
                    waiting.add(new Said(ids.get(i), messages.get(i)));
                }
            }
        }
        goOn(scene.pause(20, 3000));
    }

    private void goOn(long pause) {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            planner.later(pause, this::speak);
        }
    }

    private void speak() {
        busy = false;
        while (!waiting.isEmpty() && !scene.kafka.isAway() && !planner.isFrozen()) {
            if (planner.diesAt("in the middle of what it says")) {
                return;
            }
            var said = waiting.remove();
            scene.kafka.append(said.message());
            if (said.id() != NOT_KEPT) {
                taken.add(said.id());
            }
        }
        goOn(200);
        if (waiting.isEmpty()) {
            whenSaid.run();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** What Kafka has and is still in the outbox. */
    List<Long> taken() {
        return List.copyOf(taken);
    }

    void settled(List<Long> ids) {
        taken.removeAll(ids);
    }

    /** What was not taken so far is nobody's to take out of the outbox, though it may still be said. */
    void forget() {
        taken.clear();
        var left = List.copyOf(waiting);
        waiting.clear();
        left.forEach(said -> waiting.add(new Said(NOT_KEPT, said.message())));
    }
}
