package io.akoflow.watcher.kubernetes;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the times off the lines of a log, which the API server puts there when it is asked for {@code timestamps}: when
 * a line was begun, to the nanosecond, and a space. What may be sent in pieces of any size is read as it comes.
 */
final class StampedLines {

    /** "2026-03-02T10:00:00.123456789+01:00" has 35. */
    private static final int LONGEST_STAMP = 40;

    private static final int SECONDS = 19;
    private static final int FIXED = 30;

    private final Lines lines;
    private final byte[] stamp = new byte[LONGEST_STAMP];
    private int stampLength;
    private boolean inLine;
    private byte[] knownSecond = {};
    private Instant second = Instant.EPOCH;

    StampedLines(Lines lines) {
        this.lines = lines;
    }

    /** What is told of the lines. */
    interface Lines {

        /**
         * A line begins.
         *
         * @param time null when none is there
         */
        void begin(@Nullable Instant time) throws InterruptedException;

        /** More of the line, its newline included; whether there is room for more. */
        boolean more(byte[] data, int from, int to) throws InterruptedException;
    }

    /** Reads what comes next; whether there is room for more. */
    boolean take(byte[] data) throws InterruptedException {
        int place = 0;
        boolean room = true;
        while (room && place < data.length) {
            if (inLine) {
                int end = endOfLine(data, place);
                inLine = data[end - 1] != '\n';
                room = lines.more(data, place, end);
                place = end;
            } else {
                byte next = data[place];
                place++;
                room = takeOfStamp(next);
            }
        }
        return room;
    }

    /** There is nothing more to come. */
    void end() throws InterruptedException {
        if (!inLine && stampLength > 0) {
            var _ = beginWithout();
        }
    }

    private boolean takeOfStamp(byte next) throws InterruptedException {
        if (next == ' ') {
            var time = time();
            if (time != null) {
                lines.begin(time);
                stampLength = 0;
                inLine = true;
                return true;
            }
        }
        stamp[stampLength] = next;
        stampLength++;
        boolean goesOn = next != ' ' && next != '\n' && stampLength < LONGEST_STAMP;
        return goesOn || beginWithout();
    }

    /** What was taken for a time is the line's own. */
    private boolean beginWithout() throws InterruptedException {
        var text = Arrays.copyOf(stamp, stampLength);
        stampLength = 0;
        inLine = text[text.length - 1] != '\n';
        lines.begin(null);
        return lines.more(text, 0, text.length);
    }

    private static int endOfLine(byte[] data, int from) {
        int end = from;
        while (end < data.length && data[end] != '\n') {
            end++;
        }
        return Math.min(data.length, end + 1);
    }

    /** Most lines have the second of the line before. */
    private @Nullable Instant time() {
        boolean fixed = stampLength == FIXED && stamp[SECONDS] == '.' && stamp[FIXED - 1] == 'Z';
        try {
            if (!fixed) {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text(stampLength), Instant::from);
            }
            if (!Arrays.equals(knownSecond, 0, knownSecond.length, stamp, 0, SECONDS)) {
                second = Instant.parse(text(SECONDS) + "Z");
                knownSecond = Arrays.copyOf(stamp, SECONDS);
            }
            return second.plusNanos(nanos());
        } catch (DateTimeException | NumberFormatException _) {
            return null;
        }
    }

    private int nanos() {
        int nanos = 0;
        for (int i = SECONDS + 1; i < FIXED - 1; i++) {
            int digit = stamp[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException("Expected nine digits, but got " + text(FIXED));
            }
            nanos = nanos * 10 + digit;
        }
        return nanos;
    }

    private String text(int length) {
        return new String(stamp, 0, length, StandardCharsets.ISO_8859_1);
    }
}
