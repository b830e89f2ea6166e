/** Runs as graphs that can be drawn, by ELK, how long they may still take, and what is remembered of both. */
@NullMarked
package io.akoflow.gateway.graph;

import org.jspecify.annotations.NullMarked;
