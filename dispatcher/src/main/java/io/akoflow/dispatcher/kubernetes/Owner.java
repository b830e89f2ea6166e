package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.PlannedObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The run or the attempt that an object belongs to, which its labels tell. Shards are counted anew and queues renamed
 * while Jobs run, so other labels say nothing.
 */
record Owner(Map<String, String> labels) {

    private static final List<String> IDENTITY =
            List.of(JobLabels.MANAGED_BY, JobLabels.RUN, JobLabels.ACTIVITY, JobLabels.ATTEMPT);

    static Owner of(RunId run) {
        return new Owner(Map.of(JobLabels.MANAGED_BY, JobLabels.AKOFLOW, JobLabels.RUN, run.value()));
    }

    static Owner of(AttemptId id) {
        return new Owner(Map.of(
                JobLabels.MANAGED_BY, JobLabels.AKOFLOW,
                JobLabels.RUN, id.run().value(),
                JobLabels.ACTIVITY, Integer.toString(id.activity()),
                JobLabels.ATTEMPT, Integer.toString(id.attempt())));
    }

    static Owner of(PlannedObject planned) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (planned.tree().get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("labels") instanceof Map<?, ?> all) {
            IDENTITY.stream().filter(all::containsKey).forEach(it -> labels.put(it, String.valueOf(all.get(it))));
        }
        return new Owner(labels);
    }

    /** The run's id; empty for what belongs to none. */
    String run() {
        return labels.getOrDefault(JobLabels.RUN, "");
    }

    /** As a query asks for what belongs to it. */
    String selector() {
        return labels.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }

    boolean owns(JsonNode object) {
        var present = object.path("metadata").path("labels");
        return labels.entrySet().stream()
                .allMatch(it -> present.path(it.getKey()).asText().equals(it.getValue()));
    }
}
