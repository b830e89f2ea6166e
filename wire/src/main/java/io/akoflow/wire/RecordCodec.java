package io.akoflow.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.akoflow.contract.Message;
import io.akoflow.contract.MessageType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages into Kafka records and back: JSON with CloudEvents 1.0 headers in binary mode (Kafka Protocol Binding
 * for CloudEvents 1.0.2, section 3.2).
 */
public final class RecordCodec {

    /** Bodies larger than this are gzipped, since Kafka's size limits look at the uncompressed record. */
    static final int GZIP_OVER_BYTES = 512 * 1024;

    private static final long MOST_UNZIPPED_BYTES = 256L * 1024 * 1024;
    private static final String OURS = "io.akoflow.";
    private static final Map<String, MessageType> TYPES =
            Arrays.stream(MessageType.values()).collect(Collectors.toMap(MessageType::wireName, Function.identity()));

    private final ObjectMapper json = mapper();

    /** A mapper that writes and reads message bodies: ISO 8601 times and durations, unknown fields ignored. */
    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.ALWAYS))
                .build();
    }

    /**
     * A record of {@code message}, on its type's topic.
     *
     * @param source the service that says it, such as {@code akoflow/planner}
     */
    public ProducerRecord<byte[], byte[]> encode(
            Message message, String source, Instant time, @Nullable String traceparent) {
        var type = MessageType.of(message);
        byte[] body = write(message);
        var record = new ProducerRecord<>(type.topic().topicName(), utf8(message.key()), zipped(body));
        Headers headers = record.headers();
        headers.add("ce_specversion", utf8("1.0"));
        headers.add("ce_id", utf8(message.messageId()));
        headers.add("ce_type", utf8(type.wireName()));
        headers.add("ce_source", utf8(source));
        headers.add("ce_subject", utf8(message.subject()));
        headers.add("ce_time", utf8(time.toString()));
        headers.add("content-type", utf8("application/json"));
        if (body.length > GZIP_OVER_BYTES) {
            headers.add("content-encoding", utf8("gzip"));
        }
        if (traceparent != null) {
            headers.add("traceparent", utf8(traceparent));
        }
        return record;
    }

    /** What a record's headers and body say. */
    public Decoded decode(Headers headers, byte @Nullable [] body) {
        var type = header(headers, "ce_type");
        if (type == null) {
            return new Decoded.Unreadable("Expected a header 'ce_type', but there is none");
        }
        if (!type.startsWith(OURS)) {
            return new Decoded.Unreadable(
                    "Expected the header 'ce_type' to begin with '%s', but it is '%s'".formatted(OURS, type));
        }
        var known = TYPES.get(type);
        if (known == null) {
            return new Decoded.UnknownType(type);
        }
        if (body == null) {
            return new Decoded.Unreadable("Expected a body, but there is none");
        }
        try {
            byte[] plain = "gzip".equals(header(headers, "content-encoding")) ? unzipped(body) : body;
            Message message = json.readValue(plain, known.message());
            return message == null
                    ? new Decoded.Unreadable("Expected the body to be a JSON object, but it is null")
                    : new Decoded.Known(envelope(headers, type, message), message);
        } catch (IOException | RuntimeException e) { // a message that lacks what its id is made of has none
            return new Decoded.Unreadable(
                    "Expected the body to be a JSON object of type '%s', but %s".formatted(type, e.getMessage()));
        }
    }

    private static Envelope envelope(Headers headers, String type, Message message) {
        var time = header(headers, "ce_time");
        return new Envelope(
                orElse(header(headers, "ce_id"), message.messageId()),
                type,
                orElse(header(headers, "ce_source"), ""),
                orElse(header(headers, "ce_subject"), message.subject()),
                time == null ? Instant.EPOCH : Instant.parse(time),
                header(headers, "traceparent"));
    }

    private byte[] write(Message message) {
        try {
            return json.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zipped(byte[] body) {
        if (body.length <= GZIP_OVER_BYTES) {
            return body;
        }
        var bytes = new ByteArrayOutputStream(body.length / 8);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] plain = gzip.readNBytes((int) MOST_UNZIPPED_BYTES);
            if (gzip.read() >= 0) {
                throw new IOException("it is larger than %d bytes".formatted(MOST_UNZIPPED_BYTES));
            }
            return plain;
        }
    }

    /** At most {@code most} bytes of what a body says, unzipped where it is zipped and as it is where that fails. */
    public static byte[] beginning(Headers headers, byte[] body, int most) {
        if ("gzip".equals(header(headers, "content-encoding"))) {
            try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return gzip.readNBytes(most);
            } catch (IOException _) {
                // then it is not zipped, whatever it says
            }
        }
        return Arrays.copyOf(body, Math.min(body.length, most));
    }

    static @Nullable String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
