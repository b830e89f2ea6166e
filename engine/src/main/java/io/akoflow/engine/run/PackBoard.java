package io.akoflow.engine.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who shares a pod, and who may. */
final class PackBoard {

    final PackClasses classes;
    private final PackTally[] tallies;
    private final Map<Integer, TreeSet<Integer>> members = new HashMap<>();

    PackBoard(PackClasses classes) {
        this.classes = classes;
        tallies = new PackTally[classes.size()];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new PackTally();
        }
    }

    PackTally tally(int number) {
        return tallies[number];
    }

    /** All whose first attempt was in the pod of {@code lead}; in ascending order. */
    SortedSet<Integer> members(int lead) {
        return members.getOrDefault(lead, new TreeSet<>());
    }

    /** Whether it waits for others to share a pod with, or for room for all of them. */
    boolean holds(ActivitySnapshot row) {
        return classes.of(row.activity()) >= 0 && row.isHeldForOthers();
    }

    boolean holdsAny() {
        return Arrays.stream(tallies).anyMatch(tally -> !tally.held.isEmpty());
    }

    void index(ActivitySnapshot row, int place, int sign) {
        if (row.pack() != null) {
            var pack = members.computeIfAbsent(row.pack(), _ -> new TreeSet<>());
            if (sign > 0) {
                pack.add(row.activity());
            } else {
                pack.remove(row.activity());
            }
        }
        int number = classes.of(row.activity());
        if (number >= 0) {
            tallies[number].index(row, place, sign);
        }
    }
}
