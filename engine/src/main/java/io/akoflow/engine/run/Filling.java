package io.akoflow.engine.run;

import io.akoflow.contract.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fills the window: the most urgent of what is ready begins, alone or in a pod together with others of its class. */
final class Filling {

    private final Draft draft;
    private final int window;
    private final Collection<PackLine> lines;
    private final Queue<Integer> others;
    private int room;
    private int pods;

    Filling(Draft draft) {
        this.draft = draft;
        window = window(draft.run.workflow(), draft.limits);
        room = window - draft.tally.underWay();
        pods = draft.most - draft.tally.pods();
        others = new ArrayDeque<>(draft.held(Math.min(room, pods)));
        lines = draft.board.packs().classes.size() == 0 ? List.of() : lines();
    }

    /** The most attempts of a run that may be under way while no others need the room. */
    static int window(Workflow workflow, RunLimits limits) {
        var parallelism = workflow.parallelism();
        return parallelism == null ? limits.window() : Math.min(parallelism, limits.window());
    }

    private Collection<PackLine> lines() {
        var found = new TreeMap<Integer, PackLine>();
        var packs = draft.board.packs();
        for (int i = 0; i < packs.classes.size(); i++) {
            if (!packs.tally(i).held.isEmpty()) {
                found.put(i, new PackLine(i, draft, window));
            }
        }
        for (var row : List.copyOf(draft.changed())) {
            int number = packs.classes.of(row.activity);
            if (number >= 0) {
                found.computeIfAbsent(number, i -> new PackLine(i, draft, window))
                        .add(row);
            }
        }
        return new ArrayList<>(found.values());
    }

    void fill() {
        boolean waits = false;
        while (room > 0 && pods > 0 && !waits) {
            var line = mostUrgent();
            if (line != null && isBeforeOthers(line)) {
                waits = begin(line);
            } else if (others.isEmpty()) {
                break;
            } else {
                begin(others.remove());
            }
        }
        lines.forEach(PackLine::close);
    }

    /** Returns whether it waits for more room instead, which nothing less urgent may take then. */
    private boolean begin(PackLine line) {
        if (line.waitsFor(room)) {
            line.waitForRoom();
            return true;
        }
        room -= line.begin(room);
        pods--;
        return false;
    }

    private void begin(int activity) {
        var row = draft.row(activity);
        row.begin();
        draft.say.ready(row);
        room--;
        pods--;
    }

    private @Nullable PackLine mostUrgent() {
        return lines.stream()
                .filter(line -> line.next() != null)
                .min(Comparator.comparingInt(line -> Objects.requireNonNull(line.next())))
                .orElse(null);
    }

    private boolean isBeforeOthers(PackLine line) {
        return others.isEmpty()
                || Objects.requireNonNull(line.next()) < draft.board.graph().place(others.element());
    }
}
