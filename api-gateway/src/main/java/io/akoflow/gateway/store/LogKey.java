package io.akoflow.gateway.store;

/** Names the log of an attempt. */
public record LogKey(String run, int activity, int attempt) {}
