package io.akoflow.bench.messaging;

import io.akoflow.contract.Topic;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads two topics from their beginning. */
public final class TopicTail implements AutoCloseable {

    private static final List<Topic> TOPICS = List.of(Topic.OBSERVED, Topic.READY);

    private final RecordCodec codec = new RecordCodec();
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param kafka connection settings */
    public TopicTail(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Hands over everything that is there by now and was not handed over before. */
    public void read(Consumer<Said> sink) {
        var ends = consumer.endOffsets(consumer.assignment());
        while (!at(ends)) {
            for (var record : consumer.poll(Duration.ofSeconds(1))) {
                if (codec.decode(record.headers(), record.value()) instanceof Decoded.Known known) {
                    sink.accept(
                            new Said(known.message(), micros(known.envelope().time()), sent(record)));
                }
            }
        }
    }

    private boolean at(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static long sent(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() * 1000;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Override
    public void close() {
        consumer.close();
    }

    @Override
    public String toString() {
        return TOPICS.stream().map(Topic::topicName).collect(Collectors.joining(", "));
    }
}
