package io.akoflow.local.kubernetes;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Puts a time before each line, as the parameter {@code timestamps} asks for. Nobody wrote down when a line was
 * printed, so its place stands for that: a nanosecond for each byte since the container began. That is the same
 * whenever it is asked for, grows with every line, and is no two lines' own.
 */
final class LineStamps {
    private static final DateTimeFormatter TO_THE_NANOSECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z' ").withZone(ZoneOffset.UTC);

    private final Instant began;
    private boolean atLineStart = true;

    LineStamps(Instant began) {
        this.began = began;
    }

    /** Where the first line begins that is not older than a time; the end of what is there, when all are. */
    static long positionSince(Path file, Instant began, Instant since) {
        var place = Duration.between(began, since);
        if (place.isNegative() || place.isZero() || !Files.exists(file)) {
            return 0;
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            long end = bytes.length();
            if (place.compareTo(Duration.ofNanos(end)) >= 0) {
                return end;
            }
            bytes.seek(place.toNanos() - 1);
            for (int next = bytes.read(); next >= 0 && next != '\n'; ) {
                next = bytes.read();
            }
            return bytes.getFilePointer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is to be sent for some bytes of the log that begin at a place. */
    Buffer stamped(byte[] bytes, int length, long place) {
        var out = Buffer.buffer(length + 64);
        int from = 0;
        while (from < length) {
            if (atLineStart) {
                out.appendBytes(
                        TO_THE_NANOSECOND.format(began.plusNanos(place + from)).getBytes(StandardCharsets.US_ASCII));
            }
            int to = from;
            while (to < length && bytes[to] != '\n') {
                to++;
            }
            atLineStart = to < length;
            to = Math.min(length, to + 1);
            out.appendBytes(bytes, from, to - from);
            from = to;
        }
        return out;
    }
}
