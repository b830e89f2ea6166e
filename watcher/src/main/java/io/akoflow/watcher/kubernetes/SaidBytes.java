package io.akoflow.watcher.kubernetes;

import java.util.Arrays;

/** How a log that was said begins and ends, by which it is known again. */
final class SaidBytes {

    private static final int HEAD = 256;
    private static final int TAIL = 1024;

    private byte[] head = {};
    private byte[] tail = {};
    private long count;

    long count() {
        return count;
    }

    void add(byte[] data) {
        if (head.length < HEAD) {
            head = joined(head, Arrays.copyOf(data, Math.min(data.length, HEAD - head.length)));
        }
        byte[] end =
                joined(tail, data.length > TAIL ? Arrays.copyOfRange(data, data.length - TAIL, data.length) : data);
        tail = end.length > TAIL ? Arrays.copyOfRange(end, end.length - TAIL, end.length) : end;
        count += data.length;
    }

    /** Whether {@code data}, at a place in a log, is what was said there, as far as that is remembered. */
    boolean isSameAt(long place, byte[] data) {
        if (place >= head.length) {
            return true;
        }
        int from = (int) place;
        int length = Math.min(data.length, head.length - from);
        return Arrays.equals(head, from, from + length, data, 0, length);
    }

    /** What was said before a place near the beginning. */
    byte[] before(long place) {
        return Arrays.copyOf(head, (int) Math.min(place, head.length));
    }

    /** Whether the last that was said is {@code end}, as far as that is remembered. */
    boolean endsWith(byte[] end) {
        int length = Math.min(end.length, tail.length);
        return Arrays.equals(tail, tail.length - length, tail.length, end, end.length - length, end.length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
