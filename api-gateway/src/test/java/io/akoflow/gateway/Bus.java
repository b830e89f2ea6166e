package io.akoflow.gateway;

import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Message;
import io.akoflow.contract.Topic;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.Publisher;
import io.akoflow.wire.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The other services and systems, which say what the test has them say, and see everything on a topic. */
final class Bus implements AutoCloseable {

    private final RecordCodec codec = new RecordCodec();
    private final Publisher publisher;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    Bus(Map<String, Object> kafka, Topic... topics) {
        publisher = Publisher.connect(kafka, "akoflow/planner");
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        settings.remove("group.id");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (var topic : topics) {
            consumer.partitionsFor(topic.topicName())
                    .forEach(it -> partitions.add(new TopicPartition(topic.topicName(), it.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void say(Message... messages) {
        publisher.sayAll(List.of(messages)).toCompletableFuture().join();
    }

    void send(ProducerRecord<byte[], byte[]> record) {
        publisher.send(record).toCompletableFuture().join();
    }

    static ProducerRecord<byte[], byte[]> record(Topic topic, @Nullable String key, String value) {
        return new ProducerRecord<>(
                topic.topicName(),
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
    }

    /** The first {@code count} records that are as {@code wanted}, since the beginning of the topics. */
    List<ConsumerRecord<byte[], byte[]>> records(int count, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
            return seen.stream().filter(wanted).count() >= count;
        });
        return seen.stream().filter(wanted).limit(count).toList();
    }

    <T extends Message> T message(Class<T> type, Predicate<T> wanted) {
        var record = records(1, it -> decoded(it, type, wanted)).getFirst();
        return type.cast(((Decoded.Known) codec.decode(record.headers(), record.value())).message());
    }

    private <T extends Message> boolean decoded(
            ConsumerRecord<byte[], byte[]> record, Class<T> type, Predicate<T> wanted) {
        return codec.decode(record.headers(), record.value()) instanceof Decoded.Known(var _, var message)
                && type.isInstance(message)
                && wanted.test(type.cast(message));
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
        publisher.close();
    }
}
