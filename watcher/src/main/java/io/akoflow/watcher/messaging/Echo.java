package io.akoflow.watcher.messaging;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
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

    /** How the id of an {@code ActivityLogged} ends, after its attempt's. */
    private static final String SUFFIX = "/logged";

    private static final Logger LOG = Logger.getLogger(Echo.class);

    /** A Job stays for little more than a minute after its log was dealt with, unless nobody deletes it. */
    private static final Duration A_WHILE = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Shards are taken together. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private Set<String> last = Set.of();
    private Instant readAt = Instant.MIN;

    Echo(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
    }

    /** Of which attempts it was said that their log is dealt with. It may miss some, when Kafka is slow or away. */
    public synchronized Logged logged() {
        if (readAt.plus(FRESH).isBefore(Instant.now())) {
            last = read();
            readAt = Instant.now();
        }
        return new Logged(last);
    }

    /**
     * Of which attempts it was said that their log is dealt with.
     *
     * @param messageIds of what was said
     */
    public record Logged(Set<String> messageIds) {

        public Logged {
            messageIds = Set.copyOf(messageIds);
        }

        /** Whether the log of this attempt need not be read. */
        public boolean contains(AttemptId attempt) {
            return messageIds.contains(attempt + SUFFIX);
        }
    }

    private Set<String> read() {
        Set<String> found = new HashSet<>();
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

    private static void note(ConsumerRecord<byte[], byte[]> record, Set<String> found) {
        var header = record.headers().lastHeader("ce_id");
        if (header != null) {
            var id = new String(header.value(), StandardCharsets.UTF_8);
            if (id.endsWith(SUFFIX)) {
                found.add(id);
            }
        }
    }
}
