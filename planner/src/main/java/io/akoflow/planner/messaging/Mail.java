package io.akoflow.planner.messaging;

import io.akoflow.planner.store.Advance;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records as they were read.
 *
 * @param letters in their order
 * @param dead those that could not be read
 * @param advances how far the topics are read with them
 * @param unknown what is said of a message of an unknown type, at which reading stopped; null when there was none
 */
record Mail(
        List<Letter> letters,
        List<ProducerRecord<byte[], byte[]>> dead,
        List<Advance> advances,
        @Nullable String unknown) {}
