package io.akoflow.wire;

import io.akoflow.contract.Message;
import io.akoflow.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Says messages on their topics, with {@code acks=all} and idempotence. Thread-safe. Messages of one key said by one
 * thread arrive in that order.
 */
public final class Publisher implements AutoCloseable {

    /** Of one partition in one request; with one request under way, what is more has to wait for the next but one. */
    private static final int BATCH_BYTES = 256 * 1024;

    private final RecordCodec codec = new RecordCodec();
    private final Producer<byte[], byte[]> producer;
    private final String source;
    private final InstantSource clock;

    /** @param source the service that speaks, such as {@code akoflow/planner} */
    public Publisher(Producer<byte[], byte[]> producer, String source, InstantSource clock) {
        this.producer = producer;
        this.source = source;
        this.clock = clock;
    }

    /**
     * A publisher with a producer of its own.
     *
     * @param kafka connection settings, such as {@code bootstrap.servers} and {@code sasl.*}
     */
    public static Publisher connect(Map<String, ?> kafka, String source) {
        return connect(kafka, source, Duration.ZERO);
    }

    /**
     * The same, for messages that can wait a little for others to go with.
     *
     * @param linger how long at most, in whole milliseconds
     */
    public static Publisher connect(Map<String, ?> kafka, String source, Duration linger) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        // what is said while a request is under way goes together with the next: nothing waits, and a burst costs few
        // requests
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 * 1024 * 1024);
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        return new Publisher(producer, source, InstantSource.system());
    }

    /** Done when every replica in sync has it. */
    public CompletionStage<Void> say(Message message) {
        return say(message, null);
    }

    /** The same, as part of a trace. */
    public CompletionStage<Void> say(Message message, @Nullable String traceparent) {
        return say(message, clock.instant(), traceparent);
    }

    /** The same, of something that was decided at {@code time}. */
    public CompletionStage<Void> say(Message message, Instant time, @Nullable String traceparent) {
        return send(codec.encode(message, source, time, traceparent));
    }

    /** Done when every replica in sync has all of them. */
    public CompletionStage<Void> sayAll(List<? extends Message> messages) {
        return sayAll(messages, null);
    }

    /** The same, as part of a trace. */
    public CompletionStage<Void> sayAll(List<? extends Message> messages, @Nullable String traceparent) {
        var said = messages.stream()
                .map(m -> say(m, traceparent).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(said);
    }

    /** Sends a record as it is, such as a dead letter. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every failure
    public CompletionStage<Void> send(ProducerRecord<byte[], byte[]> record) {
        var done = new CompletableFuture<Void>();
        producer.send(record, (_, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    /** Sends what lingers, and comes back when all that was said before is done, taken or not. */
    public void flush() {
        producer.flush();
    }

    /** Asks for a topic's partitions now, so that its first message need not wait for them; false when none answers. */
    public boolean isReadyFor(Topic topic) {
        try {
            return !producer.partitionsFor(topic.topicName()).isEmpty();
        } catch (KafkaException _) {
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
