package io.akoflow.dispatcher.messaging;

import io.akoflow.contract.Topic;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands in a thread of its own, so many ahead of what is finished and no more, and commits what is finished.
 * At a type that it does not know it stops reading for good, while what came before is finished and committed.
 */
final class CommandReader implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(CommandReader.class);
    private static final List<String> TOPICS = List.of(Topic.READY.topicName(), Topic.DISK_REQUESTS.topicName());
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_COMMITS = Duration.ofMillis(500);
    private static final Duration AT_THE_END = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 500;

    private final RecordCodec codec = new RecordCodec();
    private final Consumer<byte[], byte[]> consumer;
    private final Errands errands;
    private final int most;
    private final CountDownLatch stop;
    private Instant nextCommit = Instant.MIN;
    private boolean stuck;
    private volatile boolean assigned;
    private volatile @Nullable String trouble;

    /**
     * @param most that are read and not finished
     * @param stop tells to end
     */
    CommandReader(Consumer<byte[], byte[]> consumer, Errands errands, int most, CountDownLatch stop) {
        this.consumer = consumer;
        this.errands = errands;
        this.most = most;
        this.stop = stop;
    }

    /** Whether it takes part in the reading, perhaps with nothing to read. */
    boolean isAssigned() {
        return assigned;
    }

    /** Why it does not go on; null while it does. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Returns when told to end. */
    void run() throws InterruptedException {
        try (consumer) {
            consumer.subscribe(TOPICS, this);
            while (stop.getCount() > 0) {
                step();
            }
            end();
        }
    }

    private void step() throws InterruptedException {
        try {
            holdBack();
            take(consumer.poll(POLL));
            if (!Instant.now().isBefore(nextCommit)) {
                commit();
                nextCommit = Instant.now().plus(BETWEEN_COMMITS);
            }
            trouble = stuck ? trouble : null;
        } catch (WakeupException _) {
            LOG.debug("Told to end");
        } catch (KafkaException e) {
            trouble = "Expected to read %s, but %s".formatted(TOPICS, e.getMessage());
            LOG.error(trouble, e);
            var _ = stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void holdBack() {
        if (stuck || errands.size() >= most) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
    }

    private void take(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        for (var record : records) {
            if (stuck) {
                return;
            }
            take(record);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        var content = codec.decode(record.headers(), record.value());
        if (content instanceof Decoded.UnknownType(var type)) {
            errands.block(record);
            stuck = true;
            trouble = "Expected a type of message that this version knows, but it is '%s' at %s/%d/%d"
                    .formatted(type, record.topic(), record.partition(), record.offset());
            LOG.errorf("Stopped reading. %s", trouble);
            return;
        }
        errands.add(record, content);
    }

    private void commit() {
        var due = errands.due();
        if (!due.isEmpty()) {
            consumer.commitAsync(due, (_, failure) -> {
                if (failure != null) {
                    LOG.debugf(
                            "What is finished could not be committed, and may be repeated: %s", failure.getMessage());
                }
            });
        }
    }

    /** Gives what is under way a moment to be finished. */
    private void end() throws InterruptedException {
        var patience = Instant.now().plus(AT_THE_END);
        while (errands.size() > 0 && Instant.now().isBefore(patience)) {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis() / 4);
        }
        onPartitionsRevoked(Set.copyOf(consumer.assignment()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assigned = true;
        if (stuck) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        var due = errands.due();
        errands.abandon(partitions);
        if (!due.isEmpty()) {
            try {
                consumer.commitSync(due, Duration.ofSeconds(2));
            } catch (KafkaException e) {
                LOG.debugf("What is finished could not be committed, and may be repeated: %s", e.getMessage());
            }
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        errands.abandon(partitions);
    }
}
