package io.akoflow.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akoflow.contract.MessageType;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Every message has the form on the wire that is pinned for it")
class WireFormatTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final RecordCodec codec = new RecordCodec();
    private final ObjectMapper json = RecordCodec.mapper();

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void shouldWritePinnedBodyWhenMessageIsEncoded(MessageType type) throws IOException {
        // given
        var message = SampleMessages.of(type);
        // when
        var record = codec.encode(message, "akoflow/test", NOW, null);
        // then
        var pretty = json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(record.value()));
        assertThat(pretty).isEqualTo(pinned(type));
        assertThat(record.topic()).isEqualTo(type.topic().topicName());
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void shouldReadSameMessageWhenPinnedBodyIsDecoded(MessageType type) throws IOException {
        // given
        var message = SampleMessages.of(type);
        var record = codec.encode(message, "akoflow/test", NOW, null);
        // when
        var decoded = codec.decode(record.headers(), pinned(type).getBytes(UTF_8));
        // then
        assertThat(decoded).isInstanceOfSatisfying(Decoded.Known.class, known -> {
            assertThat(known.message()).isEqualTo(message);
            assertThat(known.envelope().id()).isEqualTo(message.messageId());
        });
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void shouldIgnoreFieldWhenItIsUnknown(MessageType type) throws IOException {
        // given
        var message = SampleMessages.of(type);
        var body = (ObjectNode) json.readTree(pinned(type));
        body.put("fieldOfALaterVersion", "x");
        // when
        var decoded =
                codec.decode(codec.encode(message, "akoflow/test", NOW, null).headers(), json.writeValueAsBytes(body));
        // then
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Known.class,
                        known -> assertThat(known.message()).isEqualTo(message));
    }

    private static String pinned(MessageType type) throws IOException {
        var name = "/messages/%s.json".formatted(type.wireName());
        try (var file = WireFormatTest.class.getResourceAsStream(name)) {
            return file == null ? "no file " + name : new String(file.readAllBytes(), UTF_8).strip();
        }
    }
}
