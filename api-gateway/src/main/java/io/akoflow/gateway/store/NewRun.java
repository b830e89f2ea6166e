package io.akoflow.gateway.store;

import io.akoflow.contract.RunId;
import io.akoflow.contract.Webhook;
import io.akoflow.contract.Workflow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run to be kept.
 *
 * @param idempotencyKey one run of an owner has it; null for none
 * @param workflow what {@code file} says
 * @param webhooks who is told when it ends
 */
public record NewRun(
        RunId id,
        String owner,
        @Nullable String idempotencyKey,
        RunFile file,
        Workflow workflow,
        List<Webhook> webhooks,
        Instant at) {

    public NewRun {
        webhooks = List.copyOf(webhooks);
    }
}
