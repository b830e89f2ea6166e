package io.akoflow.engine.kubernetes;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is seen of an attempt.
 *
 * @param pod as it is, or was when it was seen last; null when none was ever seen
 * @param trouble the last event that told why its pod could not be made or set up; null for none
 */
public record AttemptView(
        @Nullable PodView pod, JobView job, @Nullable EventView trouble) {

    /** An event of Kubernetes, such as {@code FailedCreate} of a Job or {@code FailedMount} of a pod. */
    public record EventView(String reason, String message, Instant at) {}

    Optional<PodView> seenPod() {
        return Optional.ofNullable(pod);
    }

    /** Whether its pod is not there: either not yet or not any more. */
    boolean isWithoutPod() {
        return pod == null || pod.gone();
    }
}
