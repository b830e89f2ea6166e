package io.akoflow.planner.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reading up to where the topics ended when it began. On the way the topics are read together in the order in which
 * things were said: an observation must not come before the request for its run, nor a resume before the failure.
 */
final class CatchUp {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** When two were said at the same time, what people want comes first. */
    private static final Comparator<ConsumerRecord<byte[], byte[]>> SAID_FIRST = Comparator.comparingLong(
                    (ConsumerRecord<byte[], byte[]> record) -> record.timestamp())
            .thenComparingInt(record -> Owned.TOPICS.indexOf(record.topic()));

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> waiting = new LinkedHashMap<>();
    private boolean isBehind;

    /** Begins where the consumer is, and goes on up to {@code ends}. */
    CatchUp(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
        this.isBehind = !unread().isEmpty();
    }

    /** Whether something that was said before it began has not come out yet. */
    boolean isBehind() {
        return isBehind;
    }

    /** What is next, now that {@code polled} is read too. */
    List<ConsumerRecord<byte[], byte[]>> next(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
        List<ConsumerRecord<byte[], byte[]>> next = new ArrayList<>();
        if (!isBehind) {
            polled.forEach(next::add);
            return next;
        }
        for (var record : polled) {
            waiting.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), _ -> new ArrayDeque<>())
                    .add(record);
        }
        var unread = unread();
        for (var first = first(unread); first.isPresent(); first = first(unread)) {
            next.add(first.get().remove());
        }
        consumer.resume(consumer.assignment());
        waiting.forEach((partition, queue) -> {
            if (!queue.isEmpty()) {
                consumer.pause(Set.of(partition));
            }
        });
        isBehind = !unread.isEmpty();
        return next;
    }

    /** Partitions whose end the consumer has not reached. */
    private Set<TopicPartition> unread() {
        Set<TopicPartition> unread = new HashSet<>();
        ends.forEach((partition, end) -> {
            if (consumer.position(partition, PATIENCE) < end) {
                unread.add(partition);
            }
        });
        return unread;
    }

    /** The queue with what was said first, if it is sure that nothing earlier is still to be read. */
    private Optional<Queue<ConsumerRecord<byte[], byte[]>>> first(Set<TopicPartition> unread) {
        for (var partition : unread) {
            var queue = waiting.get(partition);
            if (queue == null || queue.isEmpty()) {
                return Optional.empty();
            }
        }
        return waiting.values().stream()
                .filter(queue -> !queue.isEmpty())
                .min(Comparator.comparing(Queue::element, SAID_FIRST));
    }
}
