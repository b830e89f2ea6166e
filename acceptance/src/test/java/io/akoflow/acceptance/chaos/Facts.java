package io.akoflow.acceptance.chaos;

import io.akoflow.contract.RunFact;
import io.akoflow.contract.Topic;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.RecordCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that was ever said on {@code akoflow.runs}. */
final class Facts {

    /** Those of a run: the id of each message, in the order in which they were first said. */
    private final Map<String, SequencedMap<Long, RunFact>> byRun = new HashMap<>();

    private final List<String> complaints = new ArrayList<>();
    private final RecordCodec codec = new RecordCodec();

    private Facts() {}

    static Facts read(Map<String, Object> client) {
        var facts = new Facts();
        var settings = new HashMap<>(client);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.RUNS.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(500)).forEach(facts::add);
            }
        }
        return facts;
    }

    /** By their {@code seq}, in the order in which they were first said. */
    SequencedMap<Long, RunFact> of(String run) {
        return byRun.getOrDefault(run, new LinkedHashMap<>());
    }

    /** What is not a fact, or two facts in one place. */
    List<String> complaints() {
        return complaints;
    }

    private void add(ConsumerRecord<byte[], byte[]> line) {
        switch (codec.decode(line.headers(), line.value())) {
            case Decoded.Known(var _, RunFact fact) -> {
                var before = byRun.computeIfAbsent(fact.run().value(), _ -> new LinkedHashMap<>())
                        .putIfAbsent(fact.seq(), fact);
                if (before != null && !before.equals(fact)) {
                    complaints.add("said twice as %s: %s and %s".formatted(fact.messageId(), before, fact));
                }
            }
            case Decoded.Known known -> complaints.add("no fact on akoflow.runs: " + known.message());
            case Decoded.Unreadable(var reason) -> complaints.add("unreadable on akoflow.runs: " + reason);
            case Decoded.UnknownType(var type) -> complaints.add("unknown on akoflow.runs: " + type);
        }
    }
}
