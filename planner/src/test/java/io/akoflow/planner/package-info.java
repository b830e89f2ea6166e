/** The planner with a real Kafka and a real PostgreSQL. */
@NullMarked
package io.akoflow.planner;

import org.jspecify.annotations.NullMarked;
