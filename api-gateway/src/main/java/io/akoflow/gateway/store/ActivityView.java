package io.akoflow.gateway.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An activity of a run as it is told over HTTP.
 *
 * @param activity its ordinal
 * @param attempt the present or last one; 0 before the first
 * @param seq of the last fact about it; 0 when there was none
 * @param dependsOn names
 * @param until when a pause between attempts is over
 * @param peakCpuMillis the most that the attempt was seen to use, in thousandths of a CPU; null when nobody measured
 * @param peakMemoryBytes likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityView(
        int activity,
        String name,
        ActivityState state,
        int attempt,
        long seq,
        @Nullable String image,
        List<String> dependsOn,
        @Nullable PodRef pod,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant until,
        @Nullable String waitingFor,
        @Nullable Failure failure,
        @Nullable Long peakCpuMillis,
        @Nullable Long peakMemoryBytes)
        implements Changed {

    public ActivityView {
        dependsOn = List.copyOf(dependsOn);
    }
}
