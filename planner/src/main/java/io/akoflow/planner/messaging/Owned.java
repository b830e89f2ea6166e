package io.akoflow.planner.messaging;

import io.akoflow.contract.Topic;
import io.akoflow.planner.store.Advance;
import io.akoflow.planner.store.Position;
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

    private final Consumer<byte[], byte[]> consumer;
    private final Condition condition;
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private boolean isNew;

    Owned(Consumer<byte[], byte[]> consumer, Condition condition) {
        this.consumer = consumer;
        this.condition = condition;
    }

    /** Whether everything has to begin where the database says; nothing is read before. */
    boolean isNew() {
        return isNew;
    }

    /** Everything has to begin where the database says. */
    void renew() {
        isNew = true;
        consumer.pause(consumer.assignment());
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

    void resume() {
        isNew = false;
        consumer.resume(consumer.assignment());
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
        condition.assigned(true);
        renew();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        condition.assigned(false);
        read.clear();
        isNew = true;
    }
}
