package io.akoflow.planner.store;

import java.util.ArrayList;
import java.util.List;

/**
 * All that follows from some events; kept all together or not at all.
 *
 * @param advances how far the topics are read then
 * @param said what is to be said, in this order
 * @param settled what was left in the outbox and is decided anew herein, or no more true
 */
public record Batch(List<Advance> advances, List<ChangedRun> runs, List<Saying> said, List<Long> settled) {

    public Batch {
        advances = List.copyOf(advances);
        runs = List.copyOf(runs);
        said = List.copyOf(said);
        settled = List.copyOf(settled);
    }

    /** The same, with {@code more} taken out of the outbox. */
    public Batch settling(List<Long> more) {
        List<Long> all = new ArrayList<>(settled);
        all.addAll(more);
        return new Batch(advances, runs, said, all);
    }

    public boolean isEmpty() {
        return advances.isEmpty() && runs.isEmpty() && said.isEmpty() && settled.isEmpty();
    }
}
