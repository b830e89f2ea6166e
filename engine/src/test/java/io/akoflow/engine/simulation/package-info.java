/**
 * All parts of akoflow and a model of Kafka, PostgreSQL and Kubernetes, in one thread with virtual time and one seed.
 */
@NullMarked
package io.akoflow.engine.simulation;

import org.jspecify.annotations.NullMarked;
