package io.akoflow.planner.messaging;

import io.akoflow.contract.Topic;
import io.akoflow.planner.store.Advance;
import io.akoflow.planner.store.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/** The partitions of this planner, and how far the database says that they were read. */
final class Owned implements ConsumerRebalanceListener {

    static final List<String> TOPICS = List.of(Topic.WORKFLOWS.topicName(), Topic.OBSERVED.topicName());

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Condition condition;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private Phase phase = Phase.UNASSIGNED;

    Owned(Consumer<byte[], byte[]> consumer, Condition condition) {
        this.consumer = consumer;
        this.condition = condition;
    }

    private enum Phase {
        /** Nobody has said which they are. */
        UNASSIGNED,
        /** Everything has to begin where the database says; nothing is read before. */
        NEW,
        BEGUN
    }

    boolean isNew() {
        return phase == Phase.NEW;
    }

    boolean hasBegun() {
        return phase == Phase.BEGUN;
    }

    /** They are being begun with; if they change meanwhile, they are new again. */
    void begin() {
        phase = Phase.BEGUN;
    }

    /** Everything has to begin where the database says. */
    void renew() {
        if (phase == Phase.BEGUN) {
            phase = Phase.NEW;
        }
        consumer.pause(consumer.assignment());
    }

    /** Goes on reading, unless they have changed. */
    void resume() {
        if (phase == Phase.BEGUN) {
            consumer.resume(consumer.assignment());
        }
    }

    /** Partitions of the runs. */
    Set<Integer> partitions() {
        Set<Integer> partitions = new TreeSet<>();
        consumer.assignment().forEach(it -> partitions.add(it.partition()));
        return partitions;
    }

    void seek(List<Position> positions) {
        for (var position : positions) {
            var partition = new TopicPartition(position.topic(), position.partition());
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, position.next());
                read.put(partition, position.next());
            }
        }
    }

    /** Where they end at this moment. */
    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(consumer.assignment(), PATIENCE);
    }

    /** Those that end, says {@code ends}, before where they were read: they lost something, and begin anew. */
    List<Advance> lost(Map<TopicPartition, Long> ends) {
        List<Advance> lost = new ArrayList<>();
        ends.forEach((partition, end) -> {
            if (read(partition) > end) {
                lost.add(new Advance(partition.topic(), partition.partition(), read(partition), 0));
                consumer.seek(partition, 0);
            }
        });
        return lost;
    }

    /** Offset of the first record of {@code partition} that is not in the database. */
    long read(TopicPartition partition) {
        return read.getOrDefault(partition, 0L);
    }

    void advance(List<Advance> advances) {
        advances.forEach(it -> read.put(new TopicPartition(it.topic(), it.partition()), it.to()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        phase = Phase.NEW;
        consumer.pause(consumer.assignment());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        condition.upToDate(false);
        read.clear();
        phase = Phase.UNASSIGNED;
    }
}
