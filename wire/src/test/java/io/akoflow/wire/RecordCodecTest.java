package io.akoflow.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Command;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Messages as Kafka records")
class RecordCodecTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final RecordCodec codec = new RecordCodec();

    @Test
    void shouldWriteAttributesOfCloudEventWhenMessageIsEncoded() {
        // given
        var message = SampleMessages.of(MessageType.ACTIVITY_CHANGED);
        // when
        var record = codec.encode(message, "akoflow/planner", NOW, TRACE);
        // then
        assertThat(record.key()).asString(UTF_8).isEqualTo("01k5zq3v8m4n9p2r7s6t1w0xyz");
        assertThat(header(record.headers(), "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record.headers(), "ce_id")).isEqualTo("01k5zq3v8m4n9p2r7s6t1w0xyz/7");
        assertThat(header(record.headers(), "ce_type")).isEqualTo("io.akoflow.activity-changed.v1");
        assertThat(header(record.headers(), "ce_source")).isEqualTo("akoflow/planner");
        assertThat(header(record.headers(), "ce_subject")).isEqualTo("01k5zq3v8m4n9p2r7s6t1w0xyz/1");
        assertThat(header(record.headers(), "ce_time")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(header(record.headers(), "content-type")).isEqualTo("application/json");
        assertThat(header(record.headers(), "traceparent")).isEqualTo(TRACE);
        assertThat(record.headers().lastHeader("content-encoding")).isNull();
    }

    @Test
    void shouldReadWhatWasWrittenWhenBodyIsLargerThanKafkaTakes() {
        // given
        var small = SampleMessages.workflow();
        var large = new Workflow(
                small.name(),
                small.namespace(),
                small.storage(),
                small.mountPath(),
                small.shell(),
                small.parallelism(),
                small.onFailure(),
                small.timeout(),
                List.of(withScript(small.activities().getFirst(), "echo x;".repeat(100_000))));
        var message = new RunRequested(
                ((RunRequested) SampleMessages.of(MessageType.RUN_REQUESTED)).run(), NOW, 1, "ada", large);
        // when
        var record = codec.encode(message, "akoflow/api-gateway", NOW, null);
        // then
        assertThat(header(record.headers(), "content-encoding")).isEqualTo("gzip");
        assertThat(record.value()).hasSizeLessThan(100_000);
        assertThat(codec.decode(record.headers(), record.value()))
                .isInstanceOfSatisfying(
                        Decoded.Known.class,
                        known -> assertThat(known.message()).isEqualTo(message));
    }

    @Test
    void shouldSayUnknownTypeWhenTypeIsOneOfOursFromAnotherVersion() {
        // given
        var headers = new RecordHeaders().add("ce_type", "io.akoflow.run-ended.v9".getBytes(UTF_8));
        // when
        var decoded = codec.decode(headers, "{}".getBytes(UTF_8));
        // then
        assertThat(decoded).isEqualTo(new Decoded.UnknownType("io.akoflow.run-ended.v9"));
    }

    @Test
    void shouldSayUnreadableWhenThereIsNoType() {
        // given
        var headers = new RecordHeaders();
        // when
        var decoded = codec.decode(headers, "{}".getBytes(UTF_8));
        // then
        assertThat(decoded).isEqualTo(new Decoded.Unreadable("Expected a header 'ce_type', but there is none"));
    }

    @Test
    void shouldSayUnreadableWhenTypeIsForeign() {
        // given
        var headers = new RecordHeaders().add("ce_type", "com.example.order".getBytes(UTF_8));
        // when
        var decoded = codec.decode(headers, "{}".getBytes(UTF_8));
        // then
        assertThat(decoded)
                .isEqualTo(new Decoded.Unreadable(
                        "Expected the header 'ce_type' to begin with 'io.akoflow.', but it is 'com.example.order'"));
    }

    @Test
    void shouldSayUnreadableWhenBodyIsDamaged() {
        // given
        var headers = headersOf(MessageType.RUN_ENDED);
        var bodies =
                List.of("{\"run\":", "null", "[]", "\u0000\u0001", "{\"run\":\"NOT A ULID\"}", "{\"at\":\"noon\"}");
        // when
        var decoded = bodies.stream().map(body -> codec.decode(headers, body.getBytes(UTF_8)));
        // then
        assertThat(decoded).allSatisfy(d -> assertThat(d).isInstanceOf(Decoded.Unreadable.class));
    }

    @Test
    void shouldSayUnreadableWhenWhatTheIdIsMadeOfIsMissing() {
        // given
        var headers = headersOf(MessageType.ACTIVITY_READY);
        var bodies = List.of(
                "{}",
                "{\"run\":\"01k5zq3v8m4n9p2r7s6t1w0xyz\",\"activity\":1}",
                "{\"run\":\"01k5zq3v8m4n9p2r7s6t1w0xyz\",\"activity\":1,\"attempt\":1}");
        // when
        var decoded = bodies.stream().map(body -> codec.decode(headers, body.getBytes(UTF_8)));
        // then
        assertThat(decoded).allSatisfy(d -> assertThat(d).isInstanceOf(Decoded.Unreadable.class));
    }

    @Test
    void shouldSayUnreadableWhenThereIsNoBody() {
        // given
        var headers = headersOf(MessageType.RUN_ENDED);
        // when
        var decoded = codec.decode(headers, null);
        // then
        assertThat(decoded).isEqualTo(new Decoded.Unreadable("Expected a body, but there is none"));
    }

    @Test
    void shouldSayUnreadableWhenBodyClaimsToBeZippedAndIsNot() {
        // given
        var headers = headersOf(MessageType.RUN_ENDED).add("content-encoding", "gzip".getBytes(UTF_8));
        // when
        var decoded = codec.decode(headers, "{}".getBytes(UTF_8));
        // then
        assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void shouldSayWhereItCameFromWhenRecordIsDeadLetter() {
        // given
        var received = new ConsumerRecord<>("akoflow.runs", 2, 17, "k".getBytes(UTF_8), "{".getBytes(UTF_8));
        received.headers().add("ce_type", "x".getBytes(UTF_8));
        // when
        var letter = DeadLetter.of(received, "akoflow/api-gateway", "broken");
        // then
        assertThat(letter.topic()).isEqualTo("akoflow.dead-letters");
        assertThat(letter.key()).asString(UTF_8).isEqualTo("k");
        assertThat(letter.value()).asString(UTF_8).isEqualTo("{");
        assertThat(header(letter.headers(), "ce_type")).isEqualTo("x");
        assertThat(header(letter.headers(), "akoflow_topic")).isEqualTo("akoflow.runs");
        assertThat(header(letter.headers(), "akoflow_partition")).isEqualTo("2");
        assertThat(header(letter.headers(), "akoflow_offset")).isEqualTo("17");
        assertThat(header(letter.headers(), "akoflow_reader")).isEqualTo("akoflow/api-gateway");
        assertThat(header(letter.headers(), "akoflow_error")).isEqualTo("broken");
    }

    @Test
    void shouldBeTheRecordThatItWasWhenDeadLetterIsSentAgain() {
        // given
        var received = new ConsumerRecord<>("akoflow.runs", 2, 17, "k".getBytes(UTF_8), "{".getBytes(UTF_8));
        received.headers().add("ce_type", "x".getBytes(UTF_8)).add("akoflow_error", "of its sender".getBytes(UTF_8));
        var letter = DeadLetter.of(received, "akoflow/api-gateway", "broken");
        var read = new ConsumerRecord<>(letter.topic(), 0, 1, letter.key(), letter.value());
        letter.headers().forEach(read.headers()::add);
        // when
        var again = DeadLetter.original(read).orElseThrow();
        // then
        assertThat(again.topic()).isEqualTo("akoflow.runs");
        assertThat(again.key()).isEqualTo(received.key());
        assertThat(again.value()).isEqualTo(received.value());
        assertThat(again.headers().toArray()).containsExactly(received.headers().toArray());
        assertThat(DeadLetter.origin(read))
                .isEqualTo(new DeadLetter.Origin("akoflow.runs", "2", "17", "akoflow/api-gateway", "broken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"akoflow.dead-letters", "somebody.elses", ""})
    void shouldNotBeSentAgainWhenDeadLetterSaysNoTopicOfOurs(String topic) {
        // given
        var letter = new ConsumerRecord<>("akoflow.dead-letters", 0, 1, "k".getBytes(UTF_8), "{".getBytes(UTF_8));
        letter.headers().add("akoflow_topic", topic.getBytes(UTF_8));
        // when
        var again = DeadLetter.original(letter);
        // then
        assertThat(again).isEmpty();
    }

    private Headers headersOf(MessageType type) {
        return codec.encode(SampleMessages.of(type), "akoflow/test", NOW, null).headers();
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }

    private static Activity withScript(Activity activity, String script) {
        return new Activity(
                activity.name(),
                activity.image(),
                new Command.Script(script),
                activity.dependsOn(),
                activity.resources(),
                activity.env(),
                activity.timeout(),
                activity.retry(),
                activity.nodeSelector(),
                activity.keepDisk(),
                activity.pod());
    }
}
