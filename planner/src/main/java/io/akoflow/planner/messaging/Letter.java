package io.akoflow.planner.messaging;

import io.akoflow.planner.runs.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could be read, and what it says. */
record Letter(ConsumerRecord<byte[], byte[]> record, Event event) {

    /** Where it is. */
    String name() {
        return "%s/%d/%d".formatted(record.topic(), record.partition(), record.offset());
    }
}
