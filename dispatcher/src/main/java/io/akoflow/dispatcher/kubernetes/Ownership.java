package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.AttemptId;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.PlannedObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Whose an object is, as its labels say. */
final class Ownership {

    /** Shards may be counted anew, and queues renamed, while a Job runs. */
    private static final List<String> IDENTITY =
            List.of(JobLabels.MANAGED_BY, JobLabels.RUN, JobLabels.ACTIVITY, JobLabels.ATTEMPT);

    private Ownership() {}

    /** Whether {@code present} was made from such a plan as {@code planned}. */
    static boolean fits(JsonNode present, PlannedObject planned) {
        var labels = present.path("metadata").path("labels");
        if (!(planned.tree().get("metadata") instanceof Map<?, ?> metadata)
                || !(metadata.get("labels") instanceof Map<?, ?> expected)) {
            return false;
        }
        return IDENTITY.stream()
                .allMatch(label -> labels.path(label)
                        .asText()
                        .equals(expected.containsKey(label) ? String.valueOf(expected.get(label)) : ""));
    }

    /** Whether {@code job} is that of the attempt. */
    static boolean fits(JsonNode job, AttemptId id) {
        var labels = job.path("metadata").path("labels");
        return labels.path(JobLabels.RUN).asText().equals(id.run().value())
                && labels.path(JobLabels.ACTIVITY).asText().equals(Integer.toString(id.activity()))
                && labels.path(JobLabels.ATTEMPT).asText().equals(Integer.toString(id.attempt()));
    }

    static boolean isBeingDeleted(JsonNode present) {
        return present.path("metadata").hasNonNull("deletionTimestamp");
    }

    static Instant created(JsonNode present) {
        try {
            return Instant.parse(
                    present.path("metadata").path("creationTimestamp").asText());
        } catch (DateTimeException _) {
            return Instant.now();
        }
    }
}
