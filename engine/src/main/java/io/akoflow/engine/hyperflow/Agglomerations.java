package io.akoflow.engine.hyperflow;

import io.akoflow.engine.draft.FileBeside;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.draft.PackingRules;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Which processes share pods, as a file beside the workflow says it, where HyperFlow looks for it. */
final class Agglomerations {

    private static final String FILE = ".config.jobAgglomerations.json";
    private static final Set<String> KEYS = Set.of("matchTask", "size", "timeoutMs");

    private final Set<String> names;
    private final Problems problems;
    private final PackingRules rules;

    /** @param names of processes */
    Agglomerations(Set<String> names, Problems problems) {
        this.names = names;
        this.problems = problems;
        this.rules = new PackingRules(problems);
    }

    /** What a draft's {@code spec} holds because of what is {@code beside} the workflow. */
    Map<String, Object> keys(Map<String, byte[]> beside) {
        beside.forEach((name, bytes) -> {
            if (name.endsWith(FILE)) {
                FileBeside.read(name, bytes, problems).ifPresent(root -> add(name, root));
            }
        });
        return rules.keys();
    }

    private void add(String file, Node root) {
        if (!(root instanceof Node.Sequence list)) {
            problems.warning(root, "Expected a list in %s, but it is %s; it has no effect", file, Shown.node(root));
            return;
        }
        for (var item : list.items()) {
            if (item instanceof Node.Mapping mapping) {
                add(new Keyed(mapping, "an agglomeration (%s)".formatted(file), problems));
            } else {
                problems.warning(
                        item, "Expected mappings in %s, but there is %s; it has no effect", file, Shown.node(item));
            }
        }
    }

    private void add(Keyed agglomeration) {
        agglomeration.onlyKnown(KEYS);
        long size = agglomeration.bytes("size").orElse(1L);
        var waits = agglomeration.bytes("timeoutMs").map(Duration::ofMillis).orElse(Duration.ofSeconds(1));
        agglomeration.texts("matchTask").stream()
                .map(Node.Scalar::text)
                .filter(names::contains)
                .forEach(name ->
                        rules.add(agglomeration.place(), name + "-*", (int) Math.min(size, Integer.MAX_VALUE), waits));
    }
}
