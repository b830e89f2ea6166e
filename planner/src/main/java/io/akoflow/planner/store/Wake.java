package io.akoflow.planner.store;

import io.akoflow.contract.RunId;
import java.time.Instant;

/** A run that has to be woken at a time. */
public record Wake(RunId run, Instant at) {}
