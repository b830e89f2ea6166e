package io.akoflow.gateway.messaging;

import io.akoflow.contract.Topic;
import io.akoflow.gateway.GatewayConfig;
import io.akoflow.wire.DeadLetter;
import io.akoflow.wire.RecordCodec;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records that a service could not read, straight from Kafka: people look seldom, and nothing else has to know them.
 * One question at a time, so that however many ask, memory holds one record and what is told.
 */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final String TOPIC = Topic.DEAD_LETTERS.topicName();

    private final Map<String, Object> kafka;
    private final Duration patience;
    private final Speaker speaker;
    private final ReentrantLock one = new ReentrantLock();

    DeadLetters(@Identifier("default-kafka-broker") Map<String, Object> kafka, GatewayConfig config, Speaker speaker) {
        this.kafka = new HashMap<>(kafka);
        this.patience = config.kafkaPatience();
        this.speaker = speaker;
    }

    /** What came of a wish to send a letter's record again. */
    public sealed interface Replay {
        /** It is on its topic again. */
        record Done(String origin) implements Replay {}

        /** There is no such letter, or no more. */
        record NoLetter() implements Replay {}

        /** It does not say a topic of akoflow's that it came from. */
        record NoOrigin() implements Replay {}

        /** Kafka can't be reached. */
        record Unreachable() implements Replay {}
    }

    /**
     * The newest letters.
     *
     * @param next of the page before; null for the first
     * @return empty when Kafka can't be reached
     * @throws IllegalArgumentException when {@code next} is not that of a page
     */
    public Optional<DeadLetterPage> newest(int most, @Nullable String next) {
        var places = next == null ? null : LetterPlaces.parse(next);
        return ask(consumer -> page(consumer, most, places));
    }

    /** Sends the record of the letter with this id to its topic again. */
    public Replay replay(int partition, long offset) {
        Optional<Optional<ConsumerRecord<byte[], byte[]>>> asked = ask(consumer -> one(consumer, partition, offset));
        if (asked.isEmpty()) {
            return new Replay.Unreachable();
        }
        var letter = asked.get();
        if (letter.isEmpty()) {
            return new Replay.NoLetter();
        }
        var record = DeadLetter.original(letter.get());
        if (record.isEmpty()) {
            return new Replay.NoOrigin();
        }
        return speaker.put(record.get())
                ? new Replay.Done(DeadLetter.origin(letter.get()).place())
                : new Replay.Unreachable();
    }

    private <T> Optional<T> ask(Function<Consumer<byte[], byte[]>, T> question) {
        one.lock();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return Optional.of(question.apply(consumer));
        } catch (KafkaException e) {
            LOG.warnf("Expected Kafka to tell of dead letters, but %s", e.getMessage());
            return Optional.empty();
        } finally {
            one.unlock();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        return settings;
    }

    private DeadLetterPage page(Consumer<byte[], byte[]> consumer, int most, @Nullable LetterPlaces places) {
        var partitions = consumer.partitionsFor(TOPIC).stream()
                .map(it -> new TopicPartition(TOPIC, it.partition()))
                .toList();
        var begins = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        Map<Integer, Long> left = new TreeMap<>();
        Map<Integer, Deque<DeadLetterView>> newest = new TreeMap<>();
        for (var partition : partitions) {
            long end = ends.getOrDefault(partition, 0L);
            long upto = places == null ? end : Math.min(end, places.ends().getOrDefault(partition.partition(), end));
            left.put(partition.partition(), upto);
            newest.put(
                    partition.partition(), last(consumer, partition, begins.getOrDefault(partition, 0L), upto, most));
        }
        var letters = merged(newest, left, most);
        boolean hasMore =
                partitions.stream().anyMatch(it -> left.getOrDefault(it.partition(), 0L) > begins.getOrDefault(it, 0L));
        return new DeadLetterPage(letters, hasMore ? new LetterPlaces(left).text() : null);
    }

    /** The newest of all partitions; what is taken of one is taken away from what is left of it. */
    private static List<DeadLetterView> merged(
            Map<Integer, Deque<DeadLetterView>> newest, Map<Integer, Long> left, int most) {
        List<DeadLetterView> letters = new ArrayList<>();
        while (letters.size() < most) {
            var next = newest.entrySet().stream()
                    .filter(it -> !it.getValue().isEmpty())
                    .max(Comparator.comparing(it -> it.getValue().getLast().at()));
            if (next.isEmpty()) {
                break;
            }
            var letter = next.get().getValue().removeLast();
            letters.add(letter);
            left.put(
                    next.get().getKey(),
                    LetterId.parse(letter.id()).orElseThrow().offset());
        }
        return letters;
    }

    /** The last letters of a partition before an offset, oldest first. */
    private Deque<DeadLetterView> last(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long begin, long end, int most) {
        Deque<DeadLetterView> letters = new ArrayDeque<>();
        read(consumer, partition, Math.max(begin, end - most), end, letter -> letters.add(view(letter)));
        return letters;
    }

    private Optional<ConsumerRecord<byte[], byte[]>> one(
            Consumer<byte[], byte[]> consumer, int partition, long offset) {
        boolean isThere = consumer.partitionsFor(TOPIC).stream().anyMatch(it -> it.partition() == partition);
        if (!isThere) {
            return Optional.empty();
        }
        var where = new TopicPartition(TOPIC, partition);
        long begin = consumer.beginningOffsets(List.of(where)).getOrDefault(where, 0L);
        long end = consumer.endOffsets(List.of(where)).getOrDefault(where, 0L);
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        if (offset >= begin && offset < end) {
            read(consumer, where, offset, offset + 1, found::add);
        }
        return found.stream().findFirst();
    }

    private void read(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long from,
            long end,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> letters) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        var deadline = Instant.now().plus(patience);
        while (consumer.position(partition) < end) {
            if (Instant.now().isAfter(deadline)) {
                throw new KafkaException("they did not come within %s".formatted(patience));
            }
            for (var letter : consumer.poll(Duration.ofMillis(200))) {
                if (letter.offset() < end) {
                    letters.accept(letter);
                }
            }
        }
    }

    private static DeadLetterView view(ConsumerRecord<byte[], byte[]> letter) {
        var origin = DeadLetter.origin(letter);
        byte[] value = letter.value() == null ? new byte[0] : letter.value();
        return new DeadLetterView(
                new LetterId(letter.partition(), letter.offset()).text(),
                orNull(origin.topic()),
                orNull(origin.partition()),
                orNull(origin.offset()),
                Instant.ofEpochMilli(letter.timestamp()),
                orNull(origin.reader()),
                orNull(origin.error()),
                LetterText.header(letter, "ce_type"),
                letter.key() == null ? null : LetterText.of(letter.key()),
                value.length,
                LetterText.of(RecordCodec.beginning(letter.headers(), value, LetterText.MOST)));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : LetterText.cut(text);
    }
}
