/** Runs in memory, their timers, and what a batch of events makes of them. */
@NullMarked
package io.akoflow.planner.runs;

import org.jspecify.annotations.NullMarked;
