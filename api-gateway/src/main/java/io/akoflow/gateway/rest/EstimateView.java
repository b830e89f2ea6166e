package io.akoflow.gateway.rest;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.akoflow.engine.view.Estimate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a run may still take, as it is told over HTTP. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EstimateView(
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        Duration remaining,

        Estimate.@Nullable Basis basis,
        @Nullable Integer known,
        int unknown) {

    static EstimateView of(Estimate estimate) {
        return new EstimateView(estimate.remaining(), estimate.basis(), estimate.known(), estimate.unknown());
    }
}
