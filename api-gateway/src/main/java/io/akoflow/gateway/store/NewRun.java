package io.akoflow.gateway.store;

import io.akoflow.contract.RunId;
import io.akoflow.contract.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run to be kept.
 *
 * @param idempotencyKey one run of an owner has it; null for none
 * @param workflow what {@code file} says
 */
public record NewRun(
        RunId id, String owner, @Nullable String idempotencyKey, RunFile file, Workflow workflow, Instant at) {}
