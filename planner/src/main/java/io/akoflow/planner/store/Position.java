package io.akoflow.planner.store;

/**
 * How far a partition has been read into the tables.
 *
 * @param next offset of the first record that is not in them
 */
public record Position(String topic, int partition, long next) {}
