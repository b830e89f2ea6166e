/** What Kafka's records tell about when things happened. */
@NullMarked
package io.akoflow.bench.messaging;

import org.jspecify.annotations.NullMarked;
