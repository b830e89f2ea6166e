package io.akoflow.gateway.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at an activity as it is told over HTTP.
 *
 * @param attempt from 1
 * @param readyAt when nothing was left to wait for but a place
 * @param dispatchedAt when its Job was there
 * @param startedAt of its container
 * @param endedAt likewise
 * @param peakCpuMillis the most that it was seen to use, in thousandths of a CPU; null when nobody measured
 * @param peakMemoryBytes likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptView(
        int attempt,
        ActivityState state,
        @Nullable Instant readyAt,
        @Nullable Instant dispatchedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable PodRef pod,
        @Nullable Failure failure,
        @Nullable Long peakCpuMillis,
        @Nullable Long peakMemoryBytes) {}
