/** Measures everything on one machine, from outside: what the API's journal and Kafka's records tell. */
@NullMarked
package io.akoflow.bench;

import org.jspecify.annotations.NullMarked;
