/** Runs, what is still to be said about them, and how far the topics were read, in PostgreSQL by plain JDBC. */
@NullMarked
package io.akoflow.planner.store;

import org.jspecify.annotations.NullMarked;
