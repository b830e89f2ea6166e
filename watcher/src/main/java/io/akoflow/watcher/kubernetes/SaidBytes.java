package io.akoflow.watcher.kubernetes;

import java.util.Arrays;

/** How a log that was said ends. */
final class SaidBytes {

    private static final int TAIL = 1024;

    private byte[] tail = {};
    private long count;

    long count() {
        return count;
    }

    void add(byte[] data) {
        byte[] end = data.length > TAIL ? Arrays.copyOfRange(data, data.length - TAIL, data.length) : data;
        byte[] joined = Arrays.copyOf(tail, tail.length + end.length);
        System.arraycopy(end, 0, joined, tail.length, end.length);
        tail = joined.length > TAIL ? Arrays.copyOfRange(joined, joined.length - TAIL, joined.length) : joined;
        count += data.length;
    }

    /** Whether the last that was said is {@code end}, as far as that is remembered. */
    boolean endsWith(byte[] end) {
        int length = Math.min(end.length, tail.length);
        return Arrays.equals(tail, tail.length - length, tail.length, end, end.length - length, end.length);
    }
}
