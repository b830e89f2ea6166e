package io.akoflow.gateway.store;

import io.akoflow.contract.RunId;

/** A run under way that somebody has asked to end. */
public record Uncancelled(RunId id, String owner) {}
