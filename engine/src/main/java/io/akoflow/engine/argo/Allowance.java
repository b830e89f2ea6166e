package io.akoflow.engine.argo;

import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.yaml.Node;

/**
 * How much a workflow may come to when its templates are written out: as much as a workflow file may be. A file of a
 * few lines can mean millions of activities.
 */
final class Allowance {

    private static final long MOST = 16L << 20;

    private final Problems problems;
    private long left = MOST;

    Allowance(Problems problems) {
        this.problems = problems;
    }

    /**
     * Uses so much of it.
     *
     * @throws Spent when there is not so much left, which is among the problems then
     */
    void take(Node place, long characters) {
        left -= characters;
        if (left < 0) {
            problems.error(
                    place,
                    "Expected a workflow of at most %d MiB when all templates are written out, but here it gets larger",
                    MOST >> 20);
            throw new Spent();
        }
    }

    /** Ends everything at once: what would be made of the rest is not wanted, and its problems would be false. */
    static final class Spent extends RuntimeException {

        private static final long serialVersionUID = 1;

        private Spent() {
            super("Expected a smaller workflow, but its allowance is spent", null, false, false);
        }
    }
}
