package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** All activities of a run as they are, and what has to be found among them without looking at all of them. */
final class Board {

    private final Graph graph;
    private final ActivitySnapshot[] rows;
    private final int[] unfinished;
    private final Tally tally;
    private final TreeSet<Integer> held;
    private final TreeSet<Due> timers = new TreeSet<>();

    /** Something to be done about an activity at a time. */
    record Due(Instant at, int activity) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Integer.compare(activity, other.activity) : byTime;
        }
    }

    Board(Graph graph) {
        this.graph = graph;
        rows = new ActivitySnapshot[graph.size()];
        unfinished = new int[graph.size()];
        held = new TreeSet<>(graph::compare);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = ActivitySnapshot.untouched(i);
            unfinished[i] = graph.parents(i).length;
        }
        tally = Tally.of(rows.length);
    }

    /** The same activities with other dependencies. */
    Board with(Graph other) {
        var board = new Board(other);
        for (int i = 0; i < Math.min(rows.length, other.size()); i++) {
            board.set(rows[i]);
        }
        return board;
    }

    Graph graph() {
        return graph;
    }

    ActivitySnapshot row(int activity) {
        return rows[activity];
    }

    /** How many of an activity's dependencies have not succeeded. */
    int unfinished(int activity) {
        return unfinished[activity];
    }

    Tally tally() {
        return tally;
    }

    /** Activities that are ready and wait for room in the window, the most urgent first. */
    Iterator<Integer> held() {
        return held.iterator();
    }

    /** What is due at {@code now}, the longest overdue first. */
    SortedSet<Due> due(Instant now) {
        return timers.headSet(new Due(now, Integer.MAX_VALUE));
    }

    Optional<Instant> nextDue() {
        return timers.isEmpty() ? Optional.empty() : Optional.of(timers.first().at());
    }

    void set(ActivitySnapshot row) {
        int i = row.activity();
        var old = rows[i];
        index(old, -1);
        rows[i] = row;
        index(row, 1);
        int finished =
                (row.state() == ActivityState.SUCCEEDED ? 1 : 0) - (old.state() == ActivityState.SUCCEEDED ? 1 : 0);
        if (finished != 0) {
            for (int child : graph.children(i)) {
                unfinished[child] -= finished;
            }
        }
    }

    private void index(ActivitySnapshot row, int sign) {
        tally.state(row.state(), sign);
        tally.underWay(row.isUnderWay() ? sign : 0);
        tally.unreleased(sign * row.unreleased().size());
        if (row.state() == ActivityState.READY && !row.isUnderWay()) {
            put(held, row.activity(), sign);
        }
        var due = row.due();
        if (due != null) {
            put(timers, new Due(due, row.activity()), sign);
        }
    }

    private static <T> void put(Set<T> set, T element, int sign) {
        if (sign > 0) {
            set.add(element);
        } else {
            set.remove(element);
        }
    }
}
