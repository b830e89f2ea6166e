/** The one thread that reads requests and observations from Kafka, and says commands and facts. */
@NullMarked
package io.akoflow.planner.messaging;

import org.jspecify.annotations.NullMarked;
