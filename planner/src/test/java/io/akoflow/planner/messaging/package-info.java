/** The planner's thread with a real Kafka and a real PostgreSQL; the test is all other services. */
@NullMarked
package io.akoflow.planner.messaging;

import org.jspecify.annotations.NullMarked;
