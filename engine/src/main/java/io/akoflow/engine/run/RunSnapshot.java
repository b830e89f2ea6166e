package io.akoflow.engine.run;

import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run, apart from its activities.
 *
 * @param number from 1, for clients of the original
 * @param seq of the last fact said
 * @param endedAt null while it is under way
 * @param lastNode where its last pod ran; null when none did
 * @param message how it ended; null while it is under way
 */
public record RunSnapshot(
        RunId run,
        long number,
        String owner,
        Workflow workflow,
        RunState state,
        long seq,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String lastNode,
        @Nullable String message) {}
