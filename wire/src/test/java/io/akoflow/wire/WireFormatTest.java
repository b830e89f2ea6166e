package io.akoflow.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.akoflow.contract.Message;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Output.LogChunk;
import io.akoflow.contract.Output.UsageSampled;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.RunId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource("saidOfTwoActivitiesOfOnePod")
    void shouldHaveAnIdOfItsOwnWhenActivitiesShareAPod(Message one, Message other) {
        // when
        var ids = List.of(one.messageId(), other.messageId());
        // then
        assertThat(ids).doesNotHaveDuplicates();
    }

    static Stream<Arguments> saidOfTwoActivitiesOfOnePod() {
        var run = new RunId("01hzzzzzzzzzzzzzzzzzzzzzzz");
        var at = Instant.EPOCH;
        var pod = new PodRef("f00d", "pack-abcde", null, null);
        return Stream.of(
                Arguments.of(new ActivityStarted(run, 1, 1, at, pod), new ActivityStarted(run, 2, 1, at, pod)),
                Arguments.of(
                        new LogChunk(run, 1, 1, "f00d", "activity", 0, ""),
                        new LogChunk(run, 2, 1, "f00d", "activity", 0, "")),
                Arguments.of(
                        new UsageSampled(run, 1, 1, at, "f00d", 1, 1), new UsageSampled(run, 2, 1, at, "f00d", 1, 1)));
    }
}
