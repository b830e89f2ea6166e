package io.akoflow.engine.pegasus;

import io.akoflow.engine.draft.PackingRules;
import io.akoflow.engine.workflow.Problems;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which jobs share pods: those that Pegasus would cluster horizontally, so many of a transformation. */
final class Clusters {

    private static final Duration WAIT = Duration.ofSeconds(1);

    private Clusters() {}

    /** What a draft's {@code spec} holds because of {@code jobs}. */
    static Map<String, Object> keys(List<Job> jobs, Problems problems) {
        // the longest names first, since the first rule that matches counts, and a name may begin another
        var byKind = new TreeMap<String, Job>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        jobs.forEach(job -> byKind.merge(job.kind(), job, (a, b) -> a.cluster() >= b.cluster() ? a : b));
        var clustered = byKind.entrySet().stream()
                .filter(it -> it.getValue().cluster() > 1)
                .map(Map.Entry::getKey)
                .limit(PackingRules.MOST)
                .toList();
        var rules = new PackingRules(problems);
        byKind.forEach((kind, job) -> {
            if (clustered.stream().anyMatch(kind::startsWith)) {
                rules.add(job.activity().origin(), kind + "*", Math.max(1, job.cluster()), WAIT);
            }
        });
        return rules.keys();
    }
}
