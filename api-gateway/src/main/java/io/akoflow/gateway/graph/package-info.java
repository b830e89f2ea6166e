/** Runs as graphs that can be drawn: what is remembered of them, and where things go, by ELK. */
@NullMarked
package io.akoflow.gateway.graph;

import org.jspecify.annotations.NullMarked;
