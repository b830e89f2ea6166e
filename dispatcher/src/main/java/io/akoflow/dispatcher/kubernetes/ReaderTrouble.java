package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.JobRef;

/** Says how far a pod came that was to read a disk. */
final class ReaderTrouble {

    private ReaderTrouble() {}

    /** One sentence of {@code pod}, which is missing when there is none. */
    static String of(JsonNode pod, JobRef job) {
        if (pod.isMissingNode()) {
            return "Its Job '%s' in the namespace '%s' has no pod; 'kubectl describe job' says whether a quota or policy is against it."
                    .formatted(job.name(), job.namespace());
        }
        var name = pod.path("metadata").path("name").asText();
        var status = pod.path("status");
        for (var condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")
                    && condition.path("status").asText().equals("False")) {
                return "No node takes its pod '%s': %s"
                        .formatted(name, condition.path("message").asText());
            }
        }
        return ofContainer(name, status);
    }

    private static String ofContainer(String name, JsonNode status) {
        var state = status.path("containerStatuses").path(0).path("state");
        var waiting = state.path("waiting");
        if (state.has("running")) {
            return "Its pod '%s' runs, but has not reached this gateway; a network policy may be in the way."
                    .formatted(name);
        }
        if (state.has("terminated")) {
            return "Its pod '%s' has ended: %s"
                    .formatted(
                            name,
                            state.path("terminated").path("message").asText().strip());
        }
        if (waiting.hasNonNull("message")) {
            return "Its pod '%s' can't begin: %s: %s"
                    .formatted(
                            name,
                            waiting.path("reason").asText(),
                            waiting.path("message").asText());
        }
        return ("Its pod '%s' has a node and has not begun; a disk that only one node can use at a time may be in use on another"
                        + " one, 'kubectl describe pod' says so.")
                .formatted(name);
    }
}
