package io.akoflow.planner.store;

/**
 * A partition is read further.
 *
 * @param from what the tables have to say before; if they do not, somebody else has read it
 * @param to offset of the first record that is not in the tables then
 */
public record Advance(String topic, int partition, long from, long to) {}
