package io.akoflow.engine.export;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it is exported.
 *
 * @param activity its ordinal
 * @param attempt from 1
 * @param peakCpuMillis the most that it was seen to use, in thousandths of a CPU; null when nobody measured
 * @param peakMemoryBytes likewise
 */
public record ToldAttempt(
        int activity,
        int attempt,
        ActivityState state,
        @Nullable Instant readyAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable PodRef pod,
        @Nullable Failure failure,
        @Nullable Long peakCpuMillis,
        @Nullable Long peakMemoryBytes) {

    /** Whether its container has started and ended. */
    public boolean hasRun() {
        return startedAt != null && endedAt != null;
    }

    /** Of its container; nothing when it has not run. */
    public Duration duration() {
        return hasRun()
                ? Duration.between(Objects.requireNonNull(startedAt), Objects.requireNonNull(endedAt))
                : Duration.ZERO;
    }
}
