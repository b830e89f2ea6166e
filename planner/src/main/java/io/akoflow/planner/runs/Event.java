package io.akoflow.planner.runs;

import io.akoflow.contract.RunId;
import io.akoflow.engine.run.RunInput;
import org.jspecify.annotations.Nullable;

/**
 * Something that a run has to decide about.
 *
 * @param partition where it was said, which is the run's when it asks for a new one
 * @param traceparent of what said it; null when that is not known
 */
public record Event(
        RunId run, RunInput input, int partition, @Nullable String traceparent) {}
