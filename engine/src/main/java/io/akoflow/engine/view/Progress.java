package io.akoflow.engine.view;

import io.akoflow.contract.ActivityState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an activity is.
 *
 * @param startedAt of its last attempt's container
 * @param endedAt likewise
 */
public record Progress(
        ActivityState state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** How long it ran until it had succeeded; negative when it has not, or nobody knows. */
    long millisOfSuccess() {
        return state == ActivityState.SUCCEEDED && startedAt != null && endedAt != null
                ? Duration.between(startedAt, endedAt).toMillis()
                : -1;
    }

    /** How long it runs already; 0 when it does not. */
    long millisUntil(Instant now) {
        return state == ActivityState.RUNNING && startedAt != null
                ? Math.max(0, Duration.between(startedAt, now).toMillis())
                : 0;
    }
}
