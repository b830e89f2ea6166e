/** Submissions and requests go out to Kafka from here, and facts and logs come in. */
@NullMarked
package io.akoflow.gateway.messaging;

import org.jspecify.annotations.NullMarked;
