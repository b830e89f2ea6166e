package io.akoflow.engine.draft;

import io.akoflow.contract.Packing;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.yaml.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules of {@code packing} on their way into a draft, as many and as large as workflow files may have them. */
public final class PackingRules {

    /** How many a workflow file may have. */
    public static final int MOST = 50;

    private static final int LARGEST = 64;
    private static final int LONGEST_MATCH = 100;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Problems problems;
    private final List<Packing.Rule> rules = new ArrayList<>();

    public PackingRules(Problems problems) {
        this.problems = problems;
    }

    /** Adds one; what is larger than rules may be is cut, which is told of {@code place}. */
    public void add(Node place, String match, int size, Duration waits) {
        if (match.length() > LONGEST_MATCH || rules.size() == MOST) {
            problems.warning(
                    place,
                    "Expected at most %d rules that say which activities share pods, with names of at most %d characters, but here is another one; it has no effect",
                    MOST,
                    LONGEST_MATCH);
            return;
        }
        if (size > LARGEST) {
            problems.warning(
                    place, "Expected at most %d activities in a pod, but here are %,d; %1$d share one", LARGEST, size);
        }
        rules.add(new Packing.Rule(
                match, Math.clamp(size, 1, LARGEST), waits.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : waits));
    }

    /** What a draft's {@code spec} holds because of them; nothing when there are none. */
    public Map<String, Object> keys() {
        return rules.isEmpty() ? Map.of() : Map.of("packing", Drafts.packing(new Packing(false, rules)));
    }
}
