package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final TopicPartition WORKFLOWS = new TopicPartition(Topic.WORKFLOWS.topicName(), 0);
    private static final TopicPartition OBSERVED = new TopicPartition(Topic.OBSERVED.topicName(), 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void shouldComeOutInTheOrderInWhichItWasSaidWhenBehind() {
        // given
        assign(2, 3);
        var catchUp = new CatchUp(consumer, consumer.endOffsets(consumer.assignment()));

        // when
        add(OBSERVED, 0, 20);
        add(OBSERVED, 1, 40);
        add(WORKFLOWS, 0, 10);
        var first = catchUp.next(consumer.poll(Duration.ZERO));
        boolean between = catchUp.isBehind();
        add(WORKFLOWS, 1, 30);
        var second = catchUp.next(consumer.poll(Duration.ZERO));
        add(OBSERVED, 2, 50);
        var third = catchUp.next(consumer.poll(Duration.ZERO));

        // then
        assertThat(first).extracting(ConsumerRecord::timestamp).containsExactly(10L);
        assertThat(between).isTrue();
        assertThat(second).extracting(ConsumerRecord::timestamp).containsExactly(20L, 30L, 40L);
        assertThat(third).extracting(ConsumerRecord::timestamp).containsExactly(50L);
        assertThat(catchUp.isBehind()).isFalse();
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void shouldPutRequestsFirstWhenSaidAtTheSameTime() {
        // given
        assign(1, 1);
        var catchUp = new CatchUp(consumer, consumer.endOffsets(consumer.assignment()));

        // when
        add(OBSERVED, 0, 10);
        add(WORKFLOWS, 0, 10);
        var all = catchUp.next(consumer.poll(Duration.ZERO));

        // then
        assertThat(all).extracting(ConsumerRecord::topic).containsExactly(WORKFLOWS.topic(), OBSERVED.topic());
    }

    @Test
    void shouldWaitForNothingWhenAllIsRead() {
        // given
        assign(0, 0);
        var catchUp = new CatchUp(consumer, consumer.endOffsets(consumer.assignment()));

        // when
        add(OBSERVED, 0, 10);
        var all = catchUp.next(consumer.poll(Duration.ZERO));

        // then
        assertThat(catchUp.isBehind()).isFalse();
        assertThat(all).hasSize(1);
    }

    private void assign(long workflows, long observed) {
        consumer.assign(new ArrayList<>(List.of(WORKFLOWS, OBSERVED)));
        consumer.updateBeginningOffsets(Map.of(WORKFLOWS, 0L, OBSERVED, 0L));
        consumer.updateEndOffsets(Map.of(WORKFLOWS, workflows, OBSERVED, observed));
        consumer.seek(WORKFLOWS, 0);
        consumer.seek(OBSERVED, 0);
    }

    private void add(TopicPartition partition, long offset, long time) {
        byte[] nothing = "".getBytes(StandardCharsets.UTF_8);
        consumer.addRecord(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                0,
                nothing,
                nothing,
                new RecordHeaders(),
                Optional.empty()));
    }
}
