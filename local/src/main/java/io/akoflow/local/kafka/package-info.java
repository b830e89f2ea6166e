/** A Kafka broker inside this process. */
@NullMarked
package io.akoflow.local.kafka;

import org.jspecify.annotations.NullMarked;
