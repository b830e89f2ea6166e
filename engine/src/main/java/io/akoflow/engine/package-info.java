/**
 * The decisions, and nothing else. No class here may read a clock, draw a random number, log, block, or know Quarkus,
 * Kafka, Hibernate or Kubernetes clients; ArchUnit and the enforcer hold it to that.
 */
@NullMarked
package io.akoflow.engine;

import org.jspecify.annotations.NullMarked;
