package io.akoflow.planner.store;

import io.akoflow.contract.Message;
import io.akoflow.contract.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was decided and is to be said.
 *
 * @param run what it is about
 * @param partition of the run
 * @param at when it was decided
 * @param traceparent of what it follows from; null when that is not known
 */
public record Saying(
        RunId run,
        int partition,
        Message message,
        Instant at,
        @Nullable String traceparent) {}
