package io.akoflow.watcher.messaging;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Topic;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.RecordCodec;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * What watchers said a while ago, read from Kafka: whoever takes over a shard need not read logs that its last watcher
 * has read.
 */
@ApplicationScoped
public class Echo {

    private static final Logger LOG = Logger.getLogger(Echo.class);

    /** A Job stays for little more than a minute after its log was dealt with, unless nobody deletes it. */
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Shards are taken together. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final RecordCodec codec = new RecordCodec();
    private final Map<String, Object> settings;
    private Set<AttemptId> last = Set.of();
    private Instant readAt = Instant.MIN;

    Echo(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
    }

    /**
     * Of which attempts it was said that their log is dealt with. It may miss some, when Kafka is slow or away.
     *
     * @return the caller may not change it
     */
    public synchronized Set<AttemptId> logged() {
        if (readAt.plus(FRESH).isBefore(Instant.now())) {
            last = Set.copyOf(read());
            readAt = Instant.now();
        }
        return last;
    }

    private Set<AttemptId> read() {
        Set<AttemptId> found = new HashSet<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var ends = seek(consumer);
            var deadline = Instant.now().plus(PATIENCE);
            while (isBefore(consumer, ends) && Instant.now().isBefore(deadline)) {
                consumer.poll(POLL).forEach(record -> note(record, found));
            }
        } catch (RuntimeException e) {
            LOG.infof("Expected to read what was said a while ago, but %s; logs are read again", e.getMessage());
        }
        return found;
    }

    /** Goes to a while ago; where it ends now. */
    private static Map<TopicPartition, Long> seek(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.OBSERVED.topicName()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        var ends = consumer.endOffsets(partitions);
        long since = Instant.now().minus(A_WHILE).toEpochMilli();
        var begins = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> since)));
        ends.forEach((partition, end) -> {
            var begin = begins.get(partition);
            consumer.seek(partition, begin == null ? end : begin.offset());
        });
        return ends;
    }

    private static boolean isBefore(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private void note(ConsumerRecord<byte[], byte[]> record, Set<AttemptId> found) {
        if (codec.decode(record.headers(), record.value()) instanceof Decoded.Known(var _, ActivityLogged logged)) {
            found.add(logged.attemptId());
        }
    }
}
