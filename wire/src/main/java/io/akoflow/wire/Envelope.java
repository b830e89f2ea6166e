package io.akoflow.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a record's headers say of its message: the attributes of a CloudEvent in binary mode.
 *
 * @param id a repetition of a message always has the same one, news never does
 * @param type such as {@code io.akoflow.run-started.v1}
 * @param source the service that said it, such as {@code akoflow/planner}
 * @param subject what it is about
 * @param time when it was said
 * @param traceparent W3C trace context; null when there is none
 */
public record Envelope(
        String id,
        String type,
        String source,
        String subject,
        Instant time,
        @Nullable String traceparent) {}
