package io.akoflow.gateway.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody has been told that a run has ended, as it is told over HTTP.
 *
 * @param to scheme and host; the rest of a URL may be a secret
 * @param nextAt of the next try; null when there is none
 * @param error of the last try; null when there was none or it went well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationView(
        String id,
        String to,
        State state,
        int attempts,
        @Nullable Instant nextAt,
        @Nullable String error) {

    /** What became of it. */
    public enum State {
        /** It is tried again. */
        PENDING,
        /** They took it. */
        DELIVERED,
        /** They did not take it for too long. */
        GIVEN_UP
    }
}
