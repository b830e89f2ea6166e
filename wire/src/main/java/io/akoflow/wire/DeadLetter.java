package io.akoflow.wire;

import io.akoflow.contract.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record that could not be read, kept for people to look at: its key, body and headers as received, and why. */
public final class DeadLetter {

    private static final String TOPIC = "akoflow_topic";
    private static final String PARTITION = "akoflow_partition";
    private static final String OFFSET = "akoflow_offset";
    private static final String READER = "akoflow_reader";
    private static final String ERROR = "akoflow_error";
    private static final List<String> ADDED = List.of(TOPIC, PARTITION, OFFSET, READER, ERROR);

    private DeadLetter() {}

    /**
     * Where a letter came from and what was wrong with it, as its headers say; empty of what they do not say.
     *
     * @param topic where it was read
     * @param reader the service that could not read it
     */
    public record Origin(String topic, String partition, String offset, String reader, String error) {

        /** In short, such as {@code akoflow.runs/0/17}. */
        public String place() {
            return "%s/%s/%s".formatted(topic, partition, offset);
        }
    }

    /** What a letter says of itself. */
    public static Origin origin(ConsumerRecord<byte[], byte[]> letter) {
        return new Origin(
                said(letter, TOPIC),
                said(letter, PARTITION),
                said(letter, OFFSET),
                said(letter, READER),
                said(letter, ERROR));
    }

    private static String said(ConsumerRecord<byte[], byte[]> letter, String header) {
        var value = RecordCodec.header(letter.headers(), header);
        return value == null ? "" : value;
    }

    /**
     * The record that a letter was made of, to be sent to its topic again: its key, value and headers as they were.
     * Empty when the letter does not say a topic of akoflow's, so that nobody is sent what was never theirs.
     */
    public static Optional<ProducerRecord<byte[], byte[]>> original(ConsumerRecord<byte[], byte[]> letter) {
        var from = origin(letter).topic();
        return Arrays.stream(Topic.values())
                .filter(topic ->
                        topic != Topic.DEAD_LETTERS && topic.topicName().equals(from))
                .findFirst()
                .map(topic -> {
                    var record = new ProducerRecord<>(topic.topicName(), letter.key(), letter.value());
                    for (var header : letter.headers()) {
                        boolean isAdded = ADDED.contains(header.key())
                                && header.equals(letter.headers().lastHeader(header.key()));
                        if (!isAdded) {
                            record.headers().add(header);
                        }
                    }
                    return record;
                });
    }

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
        letter.headers().add(TOPIC, RecordCodec.utf8(received.topic()));
        letter.headers().add(PARTITION, RecordCodec.utf8(String.valueOf(received.partition())));
        letter.headers().add(OFFSET, RecordCodec.utf8(String.valueOf(received.offset())));
        letter.headers().add(READER, RecordCodec.utf8(reader));
        letter.headers().add(ERROR, RecordCodec.utf8(reason));
        return letter;
    }
}
