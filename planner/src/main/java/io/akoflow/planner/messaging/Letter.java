package io.akoflow.planner.messaging;

import io.akoflow.planner.runs.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could be read, and what it says. */
record Letter(ConsumerRecord<byte[], byte[]> record, Event event) {}
