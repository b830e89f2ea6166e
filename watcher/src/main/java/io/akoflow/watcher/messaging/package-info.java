/** What the watcher says on Kafka. */
@NullMarked
package io.akoflow.watcher.messaging;

import org.jspecify.annotations.NullMarked;
