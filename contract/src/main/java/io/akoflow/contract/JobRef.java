package io.akoflow.contract;

/** Where an attempt's Job is, or would be. */
public record JobRef(String namespace, String name) {}
