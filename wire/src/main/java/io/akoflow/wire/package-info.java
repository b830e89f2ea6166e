/**
 * Messages as Kafka records: the one place where CloudEvents headers, JSON bodies, compression and dead letters are
 * written and read. It decides nothing.
 */
@NullMarked
package io.akoflow.wire;

import org.jspecify.annotations.NullMarked;
