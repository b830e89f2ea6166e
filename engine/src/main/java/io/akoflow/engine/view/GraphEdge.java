package io.akoflow.engine.view;

/**
 * That activities of one node depend on activities of another.
 *
 * @param from place of the node that comes first
 * @param to place of the node that depends on it
 * @param count how many dependencies it stands for
 */
public record GraphEdge(int from, int to, int count) {}
