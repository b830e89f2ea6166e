/** Commands come in from Kafka here, in order per activity, and what became of them goes out. */
@NullMarked
package io.akoflow.dispatcher.messaging;

import org.jspecify.annotations.NullMarked;
