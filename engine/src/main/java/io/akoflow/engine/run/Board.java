package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Workflow;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** All activities of a run as they are, and what has to be found among them without looking at all of them. */
final class Board {

    private final Graph graph;
    private final ActivitySnapshot[] rows;
    private final int[] unfinished;
    private final Tally tally;
    private final BitSet held;
    private final Timers timers;
    private final PackBoard packs;
    private int noneHeldBefore;

    Board(Graph graph, PackClasses classes) {
        this.graph = graph;
        packs = new PackBoard(classes);
        rows = new ActivitySnapshot[graph.size()];
        unfinished = new int[graph.size()];
        held = new BitSet(rows.length);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = ActivitySnapshot.untouched(i);
            unfinished[i] = graph.parents(i).length;
        }
        tally = Tally.of(rows.length);
        timers = new Timers(rows.length);
        countUntouched();
    }

    private void countUntouched() {
        if (packs.classes.size() > 0) {
            for (var row : rows) {
                packs.index(row, graph.place(row.activity()), 1);
            }
        }
    }

    /** One of {@code workflow}, to which nothing has happened. */
    static Board of(Workflow workflow) {
        return new Board(new Graph(workflow.activities()), PackClasses.of(workflow));
    }

    /** The same activities as another workflow has them. */
    Board with(Workflow other) {
        var board = of(other);
        for (int i = 0; i < Math.min(rows.length, board.rows.length); i++) {
            board.set(rows[i]);
        }
        return board;
    }

    Graph graph() {
        return graph;
    }

    PackBoard packs() {
        return packs;
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

    /**
     * The most urgent activity that is ready and waits for nothing but room in the window, from a place in the graph's
     * order on.
     *
     * @return its place; -1 when there is none
     */
    int nextHeld(int place) {
        return held.nextSetBit(Math.max(place, noneHeldBefore));
    }

    /** Whether any activity is ready and not under way. */
    boolean holdsAny() {
        return nextHeld(0) >= 0 || packs.holdsAny();
    }

    /** Activities that have to be looked at, the longest overdue first. */
    List<Integer> due(Instant now) {
        return timers.due(now);
    }

    /** When one has to be looked at next. */
    Optional<Instant> nextDue() {
        return timers.next();
    }

    void set(ActivitySnapshot row) {
        int i = row.activity();
        var old = rows[i];
        index(old, -1);
        rows[i] = row;
        index(row, 1);
        timers.set(i, row.due());
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
        if (row.isSharing()) {
            tally.sharing(sign, row.isLeading());
        }
        tally.unreleased(sign * row.unreleased().size());
        packs.index(row, graph.place(row.activity()), sign);
        if (row.state() == ActivityState.READY && !row.isUnderWay() && !packs.holds(row)) {
            hold(graph.place(row.activity()), sign > 0);
        }
    }

    private void hold(int place, boolean isHeld) {
        held.set(place, isHeld);
        if (isHeld) {
            noneHeldBefore = Math.min(noneHeldBefore, place);
        } else if (place == noneHeldBefore) {
            int next = held.nextSetBit(place);
            noneHeldBefore = next < 0 ? held.size() : next;
        }
    }
}
