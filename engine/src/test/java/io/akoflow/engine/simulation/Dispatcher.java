package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads ahead of what is finished, does what is about one activity in order, and commits what is before the first that
 * is not finished.
 */
final class Dispatcher extends Group.Member {

    private static final int BETWEEN_COMMITS = 500;

    private final Group group;
    private final Map<Integer, Integer> committed;
    private final Handler handler;
    private final Map<String, Deque<Errand>> lanes = new HashMap<>();
    private final Map<Integer, SortedSet<Integer>> unfinished = new HashMap<>();
    private final Map<Integer, Integer> next = new HashMap<>();
    private Set<Integer> partitions = Set.of();
    private int begunWith;
    private boolean idle;
    private boolean commits;

    /** A command to be carried out. */
    static final class Errand {
        final ActivityCommand command;
        private final SortedSet<Integer> unfinished;
        private final int offset;
        private boolean off;

        Errand(ActivityCommand command, SortedSet<Integer> unfinished, int offset) {
            this.command = command;
            this.unfinished = unfinished;
            this.offset = offset;
            unfinished.add(offset);
        }

        /** Whether it need not be carried out any more. */
        boolean isOff() {
            return off;
        }
    }

    /** @param committed how far the group is, whoever reads */
    Dispatcher(Scene scene, Group group, String name, Map<Integer, Integer> committed) {
        super(scene, group, name);
        this.group = group;
        this.committed = committed;
        this.handler = new Handler(scene, this);
        scene.kafka.ready.onAppend(_ -> wake());
    }

    @Override
    void begin() {
        lanes.clear();
        unfinished.clear();
        next.clear();
        partitions = Set.of();
        commits = false;
        begunWith = -1;
        handler.begin();
        idle = false;
        later(50, this::poll);
    }

    @Override
    void wake() {
        if (idle) {
            idle = false;
            later(1, this::poll);
        }
    }

    private void poll() {
        idle = true;
        if (!group.isAt(this, begunWith)) {
            join();
            return;
        }
        for (int partition : partitions) {
            var entries = scene.kafka.ready.partition(partition);
            int from = next.getOrDefault(partition, 0);
            for (int i = from; i < entries.size(); i++) {
                add(new Errand(entries.get(i).message(), unfinished(partition), i));
            }
            next.put(partition, entries.size());
        }
    }

    /** What is not finished is called off, and left to whoever has it next. */
    private void join() {
        lanes.values().forEach(lane -> lane.forEach(errand -> errand.off = true));
        unfinished.clear();
        next.clear();
        partitions = Set.of();
        if (group.join(this)) {
            begunWith = group.generation();
            partitions = group.partitions(this);
            scene.story.tell("", () -> name + " begins with " + partitions);
            partitions.forEach(partition -> next.put(partition, committed.getOrDefault(partition, 0)));
            wake();
        }
    }

    /** Of this time that it has the partition. */
    private SortedSet<Integer> unfinished(int partition) {
        return unfinished.computeIfAbsent(partition, _ -> new TreeSet<>());
    }

    private void add(Errand errand) {
        var lane = lanes.computeIfAbsent(errand.command.key(), _ -> new ArrayDeque<>());
        if (errand.command instanceof ActivityWithdrawn withdrawn) {
            lane.stream()
                    .filter(other ->
                            other.command instanceof ActivityReady ready && ready.attempt() == withdrawn.attempt())
                    .forEach(other -> other.off = true);
        }
        lane.add(errand);
        if (lane.size() == 1) {
            later(1, () -> begin(errand));
        }
    }

    private void begin(Errand errand) {
        if (!diesAt("to begin a command")) {
            later(0, () -> {
                if (errand.isOff()) {
                    finish(errand);
                } else {
                    handler.carryOut(errand, () -> finish(errand));
                }
            });
        }
    }

    private void finish(Errand errand) {
        errand.unfinished.remove(errand.offset);
        if (!commits) {
            commits = true;
            later(BETWEEN_COMMITS, this::commit);
        }
        var lane = lanes.getOrDefault(errand.command.key(), new ArrayDeque<>());
        lane.poll();
        if (lane.isEmpty()) {
            lanes.remove(errand.command.key());
        } else {
            begin(lane.element());
        }
    }

    private void commit() {
        commits = false;
        if (scene.kafka.isAway() || !group.isAt(this, begunWith)) {
            return; // Kafka does not hear of it from one that is none of the group any more
        }
        for (int partition : partitions) {
            var open = unfinished(partition);
            int upTo = open.isEmpty() ? next.getOrDefault(partition, 0) : open.first();
            committed.merge(partition, upTo, Math::max);
        }
    }

    /** Whether all is done that was said. */
    boolean isIdle() {
        return lanes.isEmpty()
                && partitions.stream().allMatch(it -> next.getOrDefault(it, 0) == scene.kafka.ready.end(it));
    }
}
