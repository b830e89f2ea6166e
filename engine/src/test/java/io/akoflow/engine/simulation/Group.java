package io.akoflow.engine.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who reads which partition: nobody does before all that are heard of know that something changes. */
final class Group {

    /** After that long nobody hears of a part that stands still. */
    static final long SESSION = 6000;

    private final Scene scene;
    private final List<Member> members = new ArrayList<>();
    private final Set<Member> heard = new LinkedHashSet<>();
    private final Set<Member> joined = new HashSet<>();
    private final Map<Integer, Member> owners = new HashMap<>();
    private int generation;

    /** One of those who share the partitions. */
    abstract static class Member extends Part {
        private final Group group;

        Member(Scene scene, Group group, String name) {
            super(scene, name);
            this.group = group;
        }

        /** There is something new to know at the next poll. */
        abstract void wake();

        @Override
        final void isLost() {
            group.lose(this);
        }
    }

    Group(Scene scene) {
        this.scene = scene;
    }

    /** Changes whenever somebody comes or goes. */
    int generation() {
        return generation;
    }

    void lose(Member member) {
        if (heard.remove(member)) {
            rebalance();
        }
    }

    /** Whether the member belongs to it as it did when it was at that generation. */
    boolean isAt(Member member, int itsGeneration) {
        return generation == itsGeneration && heard.contains(member);
    }

    /** Anybody may get any partition. */
    void rebalance() {
        generation++;
        joined.clear();
        var there = members.stream().filter(heard::contains).toList();
        owners.clear();
        for (int i = 0; i < Topic.PARTITIONS && !there.isEmpty(); i++) {
            owners.put(i, there.get(scene.chance.below(there.size())));
        }
        there.forEach(Member::wake);
    }

    /** The member is there, and has nothing of before any more; whether all are so far. */
    boolean join(Member member) {
        if (!members.contains(member)) {
            members.add(member);
        }
        if (heard.add(member)) {
            rebalance();
        }
        boolean isNew = joined.add(member);
        boolean complete = joined.containsAll(heard);
        if (isNew && complete) {
            heard.stream().filter(other -> !other.equals(member)).forEach(Member::wake);
        }
        return complete;
    }

    Set<Integer> partitions(Member member) {
        var mine = new TreeSet<Integer>();
        owners.forEach((partition, owner) -> {
            if (owner.equals(member)) {
                mine.add(partition);
            }
        });
        return mine;
    }

    /** Whoever else stands still goes on, perhaps at the worst moment. */
    void thawOthers(Part part) {
        members.stream().filter(other -> !other.equals(part)).forEach(Part::thaw);
    }
}
