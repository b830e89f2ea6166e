package io.akoflow.watcher.kubernetes;

import io.akoflow.engine.kubernetes.Seat;

/**
 * Where an attempt is.
 *
 * @param seat in its pod
 */
record Place(String namespace, int shard, Seat seat) {}
