package io.akoflow.gateway.store;

import io.akoflow.contract.RunId;
import java.time.Instant;

/**
 * A run that was said, and that the planner has not started.
 *
 * @param cancelling whether somebody has asked for its end already
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares files
public record Unstarted(RunId id, long number, String owner, byte[] file, Instant submittedAt, boolean cancelling) {}
