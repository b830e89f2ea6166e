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

    /** Whether there is so much left; an error when it is the first time that there is not. */
    boolean take(Node place, long characters) {
        if (left < 0) {
            return false;
        }
        left -= characters;
        if (left < 0) {
            problems.error(
                    place,
                    "Expected a workflow of at most %d MiB when all templates are written out, but here it gets larger",
                    MOST >> 20);
        }
        return left >= 0;
    }
}
