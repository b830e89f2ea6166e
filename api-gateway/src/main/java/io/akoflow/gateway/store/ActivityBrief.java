package io.akoflow.gateway.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.akoflow.contract.ActivityState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As much of an activity as is drawn.
 *
 * @param activity its ordinal
 * @param attempt the present or last one; 0 before the first
 * @param node where its pod is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActivityBrief(
        int activity,
        ActivityState state,
        int attempt,
        @JsonIgnore long seq,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String node)
        implements Changed {}
