package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.JobRef;
import io.akoflow.engine.kubernetes.ReaderPlan;
import java.net.URI;

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
        return ofContainer(name, pod);
    }

    private static String ofContainer(String name, JsonNode pod) {
        var state = pod.path("status").path("containerStatuses").path(0).path("state");
        var waiting = state.path("waiting");
        if (state.has("running")) {
            return "Its pod '%s' runs, but has not reached the gateway at %s: pods can't, or a network policy is in the way."
                    .formatted(name, callback(pod));
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

    /** Without what tells one request from another. */
    private static String callback(JsonNode pod) {
        for (var variable : pod.path("spec").path("containers").path(0).path("env")) {
            if (variable.path("name").asText().equals(ReaderPlan.CALLBACK)) {
                return URI.create(variable.path("value").asText()).getAuthority();
            }
        }
        return "its address";
    }
}
