package io.akoflow.dispatcher;

import static org.awaitility.Awaitility.await;

import io.akoflow.contract.Message;
import io.akoflow.contract.Topic;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.Publisher;
import io.akoflow.wire.RecordCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The planner and people, who say what the test has them say, and see everything on a topic. */
public final class Bus implements AutoCloseable {

    private final RecordCodec codec = new RecordCodec();
    private final Map<String, Object> kafka;
    private final Publisher publisher;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

    public Bus(Map<String, Object> kafka, Topic... topics) {
        this.kafka = kafka;
        publisher = Publisher.connect(kafka, "akoflow/planner");
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (var topic : topics) {
            consumer.partitionsFor(topic.topicName())
                    .forEach(it -> partitions.add(new TopicPartition(topic.topicName(), it.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    public void say(Message... messages) {
        publisher.sayAll(List.of(messages)).toCompletableFuture().join();
    }

    public void say(Message message, String traceparent) {
        publisher.say(message, traceparent).toCompletableFuture().join();
    }

    public void send(ProducerRecord<byte[], byte[]> record) {
        publisher.send(record).toCompletableFuture().join();
    }

    /** The first {@code count} records that are as {@code wanted}, since this was made. */
    public List<ConsumerRecord<byte[], byte[]>> records(int count, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    consumer.poll(Duration.ofMillis(20)).forEach(seen::add);
                    return seen.stream().filter(wanted).count() >= count;
                });
        return seen.stream().filter(wanted).limit(count).toList();
    }

    /** The first message of that type which is as {@code wanted}. */
    public <T extends Message> T message(Class<T> type, Predicate<T> wanted) {
        return messages(1, type, wanted).getFirst();
    }

    public <T extends Message> List<T> messages(int count, Class<T> type, Predicate<T> wanted) {
        return records(count, it -> isA(it, type, wanted)).stream()
                .map(record -> type.cast(decoded(record).message()))
                .toList();
    }

    /** How many there are up to now. */
    public <T extends Message> long count(Class<T> type, Predicate<T> wanted) {
        consumer.poll(Duration.ofMillis(20)).forEach(seen::add);
        return seen.stream().filter(it -> isA(it, type, wanted)).count();
    }

    private <T extends Message> boolean isA(ConsumerRecord<byte[], byte[]> record, Class<T> type, Predicate<T> wanted) {
        return codec.decode(record.headers(), record.value()) instanceof Decoded.Known(var _, var message)
                && type.isInstance(message)
                && wanted.test(type.cast(message));
    }

    public Decoded.Known decoded(ConsumerRecord<byte[], byte[]> record) {
        return (Decoded.Known) codec.decode(record.headers(), record.value());
    }

    /** How far the group has read commands, in each partition. */
    public Map<TopicPartition, Long> committed(String group) {
        try (var admin = Admin.create(kafka)) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
            offsets.keySet().removeIf(it -> !it.topic().equals(Topic.READY.topicName()));
            return offsets;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where each partition ends. */
    public Map<TopicPartition, Long> ends(Topic topic) {
        return consumer.endOffsets(consumer.partitionsFor(topic.topicName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList());
    }

    /** Has the group read all that there is. */
    void moveToEnd(String group, Topic topic) {
        try (var admin = Admin.create(kafka)) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            ends(topic).forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end)));
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets all that was said there, so that no other test reads it. */
    public void empty(Topic topic) {
        try (var admin = Admin.create(kafka)) {
            Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
            ends(topic).forEach((partition, end) -> records.put(partition, RecordsToDelete.beforeOffset(end)));
            admin.deleteRecords(records).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        publisher.close();
    }
}
