package io.akoflow.gateway.messaging;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes what a {@link TopicReader} reads. */
@FunctionalInterface
interface RecordSink {

    /**
     * Keeps what {@code records} say together with how far the topic was read then. When it throws, it is given again
     * what was not kept, unless it was an {@link UnknownTypeException}.
     */
    void take(List<ConsumerRecord<byte[], byte[]>> records);
}
