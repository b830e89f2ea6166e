package io.akoflow.planner.store;

import io.akoflow.contract.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands that is not at rest.
 *
 * @param dueAt when it has to be woken; null for never
 * @param pods that it has
 * @param waits whether it could begin more if there were room for it
 */
public record Standing(RunId run, @Nullable Instant dueAt, int pods, boolean waits) {}
