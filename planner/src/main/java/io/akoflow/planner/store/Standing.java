package io.akoflow.planner.store;

import io.akoflow.contract.RunId;

/**
 * How a run stands that is not at rest.
 *
 * @param underWay how many attempts were said to be ready and have not ended
 * @param waits whether an activity is ready and did not begin
 */
public record Standing(RunId run, int underWay, boolean waits) {}
