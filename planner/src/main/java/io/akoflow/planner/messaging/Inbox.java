package io.akoflow.planner.messaging;

import io.akoflow.contract.Message;
import io.akoflow.contract.Observation;
import io.akoflow.contract.WorkflowRequest;
import io.akoflow.engine.run.RunInput;
import io.akoflow.planner.runs.Event;
import io.akoflow.planner.store.Advance;
import io.akoflow.wire.DeadLetter;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.RecordCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads events from records. */
final class Inbox {

    /** A workflow that is larger is gzipped, and may take fifty times as much memory, so it is decided by itself. */
    private static final int MOST_BYTES = 512 * 1024;

    private final RecordCodec codec = new RecordCodec();

    /** {@code records} in portions that fit in memory when they are read; one that is empty when there are none. */
    static List<List<ConsumerRecord<byte[], byte[]>>> portions(List<ConsumerRecord<byte[], byte[]>> records, int most) {
        List<List<ConsumerRecord<byte[], byte[]>>> portions = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> portion = new ArrayList<>();
        long bytes = 0;
        for (var record : records) {
            int size = Math.max(0, record.serializedValueSize());
            if (!portion.isEmpty() && (bytes + size > MOST_BYTES || portion.size() == most)) {
                portions.add(portion);
                portion = new ArrayList<>();
                bytes = 0;
            }
            portion.add(record);
            bytes += size;
        }
        portions.add(portion);
        return portions;
    }

    /** Reads {@code records} up to one of an unknown type. */
    Mail read(List<ConsumerRecord<byte[], byte[]>> records, ToLongFunction<TopicPartition> readBefore) {
        List<Letter> letters = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> dead = new ArrayList<>();
        Map<TopicPartition, Advance> advances = new LinkedHashMap<>();
        for (var record : records) {
            switch (codec.decode(record.headers(), record.value())) {
                case Decoded.Known known -> {
                    var event = event(known, record.partition());
                    if (event == null) {
                        dead.add(dead(
                                record,
                                "Expected a request or an observation, but it is '%s'"
                                        .formatted(known.envelope().type())));
                    } else {
                        letters.add(new Letter(record, event));
                    }
                }
                case Decoded.Unreadable(var reason) -> dead.add(dead(record, reason));
                case Decoded.UnknownType(var type) -> {
                    return new Mail(letters, dead, List.copyOf(advances.values()), unknown(type, record));
                }
            }
            var partition = new TopicPartition(record.topic(), record.partition());
            advances.put(
                    partition,
                    new Advance(
                            record.topic(),
                            record.partition(),
                            readBefore.applyAsLong(partition),
                            record.offset() + 1));
        }
        return new Mail(letters, dead, List.copyOf(advances.values()), null);
    }

    private static @Nullable Event event(Decoded.Known known, int partition) {
        Message message = known.message();
        var trace = known.envelope().traceparent();
        if (message instanceof WorkflowRequest request) {
            return new Event(request.run(), new RunInput.Requested(request), partition, trace);
        }
        if (message instanceof Observation seen) {
            return new Event(seen.run(), new RunInput.Observed(seen), partition, trace);
        }
        return null;
    }

    static ProducerRecord<byte[], byte[]> dead(ConsumerRecord<byte[], byte[]> record, String reason) {
        return DeadLetter.of(record, Speaker.SOURCE, reason);
    }

    private static String unknown(String type, ConsumerRecord<byte[], byte[]> record) {
        return "Expected a type of message that this version knows, but it is '%s' at %s/%d/%d"
                .formatted(type, record.topic(), record.partition(), record.offset());
    }
}
