package io.akoflow.gateway.messaging;

import io.akoflow.contract.Message;
import io.akoflow.gateway.store.Position;
import io.akoflow.wire.DeadLetter;
import io.akoflow.wire.Decoded;
import io.akoflow.wire.RecordCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages from records. What can't be read becomes a dead letter; at a type of ours that is not known it stops,
 * after it has passed on what came before.
 */
final class MessageSink implements RecordSink {

    private final RecordCodec codec = new RecordCodec();
    private final Speaker speaker;
    private final BiConsumer<List<Message>, List<Position>> messages;

    MessageSink(Speaker speaker, BiConsumer<List<Message>, List<Position>> messages) {
        this.speaker = speaker;
        this.messages = messages;
    }

    @Override
    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Message> known = new ArrayList<>();
        Map<TopicPartition, Position> positions = new LinkedHashMap<>();
        String unknown = null;
        for (var record : records) {
            unknown = take(record, known);
            if (unknown != null) {
                break;
            }
            positions.put(
                    new TopicPartition(record.topic(), record.partition()),
                    new Position(record.topic(), record.partition(), record.offset() + 1));
        }
        messages.accept(known, List.copyOf(positions.values()));
        if (unknown != null) {
            throw new UnknownTypeException(unknown);
        }
    }

    private @Nullable String take(ConsumerRecord<byte[], byte[]> record, List<Message> known) {
        return switch (codec.decode(record.headers(), record.value())) {
            case Decoded.Known(var _, var message) -> {
                known.add(message);
                yield null;
            }
            case Decoded.Unreadable(var reason) -> {
                speaker.send(DeadLetter.of(record, Speaker.SOURCE, reason));
                yield null;
            }
            case Decoded.UnknownType(var type) ->
                "Expected a type of message that this version knows, but it is '%s' at %s/%d/%d"
                        .formatted(type, record.topic(), record.partition(), record.offset());
        };
    }
}
