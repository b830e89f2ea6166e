package io.akoflow.gateway.store;

import io.akoflow.contract.ActivityState;

/** Where an activity is. */
public record NamedState(String name, ActivityState state) {}
