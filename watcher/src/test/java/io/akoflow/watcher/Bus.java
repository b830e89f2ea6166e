package io.akoflow.watcher;

import static org.awaitility.Awaitility.await;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Message;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Output.LogChunk;
import io.akoflow.contract.Topic;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.RecordCodec;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The planner and the gateway, who hear all that the watcher says from now on. */
public final class Bus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RecordCodec codec = new RecordCodec();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Decoded.Known> heard = new ArrayList<>();

    public Bus(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (var topic : List.of(Topic.OBSERVED, Topic.OUTPUT)) {
            consumer.partitionsFor(topic.topicName())
                    .forEach(it -> partitions.add(new TopicPartition(topic.topicName(), it.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** All that was heard up to now. */
    public List<Decoded.Known> heard() {
        consumer.poll(Duration.ofMillis(20)).forEach(record -> {
            if (codec.decode(record.headers(), record.value()) instanceof Decoded.Known known) {
                heard.add(known);
            }
        });
        return heard;
    }

    public <T extends Message> List<T> all(Class<T> type) {
        return heard().stream()
                .map(Decoded.Known::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    public <T extends Observation> List<T> all(Class<T> type, AttemptId attempt) {
        return all(type).stream()
                .filter(seen -> seen.attemptId().equals(attempt))
                .toList();
    }

    /** The first of that type about an attempt; waits for it. */
    public <T extends Observation> T first(Class<T> type, AttemptId attempt) {
        return first(type, seen -> seen.attemptId().equals(attempt));
    }

    /** The first of that type that is as wanted; waits for it. */
    public <T extends Message> T first(Class<T> type, Predicate<T> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> all(type).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** How many messages there are about what was seen of an attempt. */
    public long about(AttemptId attempt) {
        return all(Observation.class, attempt).size();
    }

    public @Nullable String traceOf(Message message) {
        return heard().stream()
                .filter(known -> known.message().equals(message))
                .map(known -> known.envelope().traceparent())
                .findFirst()
                .orElseThrow();
    }

    /** An attempt's log as far as it was said, in the way that the gateway puts it together. */
    public byte[] log(AttemptId attempt, String container) {
        var bytes = new ByteArrayOutputStream();
        all(LogChunk.class).stream()
                .filter(chunk -> new AttemptId(chunk.run(), chunk.activity(), chunk.attempt()).equals(attempt)
                        && chunk.container().equals(container))
                .sorted(Comparator.comparingLong(LogChunk::offset))
                .forEach(chunk -> {
                    byte[] data = Base64.getDecoder().decode(chunk.data());
                    int known = (int) Math.max(0, bytes.size() - chunk.offset());
                    if (known < data.length && chunk.offset() <= bytes.size()) {
                        bytes.write(data, known, data.length - known);
                    }
                });
        return bytes.toByteArray();
    }

    /** The log, once that is said to be kept. */
    public byte[] wholeLog(AttemptId attempt) {
        first(ActivityLogged.class, attempt);
        return log(attempt, "activity");
    }

    @Override
    public void close() {
        consumer.close();
    }
}
