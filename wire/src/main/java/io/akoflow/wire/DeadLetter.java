package io.akoflow.wire;

import io.akoflow.contract.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that could not be read, kept for people to look at: its key, body and headers as received, and why. */
public final class DeadLetter {

    private DeadLetter() {}

    /**
     * The record for {@code akoflow.dead-letters}; its headers {@code akoflow_*} say where it came from and what is
     * wrong with it.
     *
     * @param reader the service that could not read it, such as {@code akoflow/planner}
     */
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> received, String reader, String reason) {
        var letter = new ProducerRecord<>(Topic.DEAD_LETTERS.topicName(), received.key(), received.value());
        received.headers().forEach(letter.headers()::add);
        letter.headers().add("akoflow_topic", RecordCodec.utf8(received.topic()));
        letter.headers().add("akoflow_partition", RecordCodec.utf8(String.valueOf(received.partition())));
        letter.headers().add("akoflow_offset", RecordCodec.utf8(String.valueOf(received.offset())));
        letter.headers().add("akoflow_reader", RecordCodec.utf8(reader));
        letter.headers().add("akoflow_error", RecordCodec.utf8(reason));
        return letter;
    }
}
