package io.akoflow.gateway.messaging;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What is told of a dead letter, which may be anything and of any length. */
final class LetterText {

    /** The most that is told of one thing. */
    static final int MOST = 500;

    private LetterText() {}

    /** As text, whatever it is, and cut. */
    static String of(byte[] bytes) {
        return cut(new String(bytes, 0, Math.min(bytes.length, MOST), StandardCharsets.UTF_8));
    }

    static String cut(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST);
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? null : of(header.value());
    }
}
