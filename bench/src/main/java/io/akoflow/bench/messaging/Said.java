package io.akoflow.bench.messaging;

import io.akoflow.contract.Message;

/**
 * A message, and when; in microseconds since the epoch.
 *
 * @param time of the CloudEvent: when it was seen or decided
 * @param sent when it was handed to Kafka, to the millisecond
 */
public record Said(Message message, long time, long sent) {}
