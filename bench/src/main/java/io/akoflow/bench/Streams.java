package io.akoflow.bench;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** Clients that follow the events of a run, as an open page does, and count what comes over the wire. */
final class Streams implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final int LONGEST_RUN = 4000; // characters of what is said of one

    private final List<AtomicLong> received = new ArrayList<>();
    private final List<Thread> readers = new ArrayList<>();
    private final CountDownLatch open;

    Streams(HttpClient http, HttpRequest request, int count) {
        open = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            var bytes = new AtomicLong();
            received.add(bytes);
            readers.add(Thread.startVirtualThread(() -> read(http, request, bytes)));
        }
    }

    private void read(HttpClient http, HttpRequest request, AtomicLong bytes) {
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Expected events, but it is " + answer.statusCode());
            }
            try (var text = new GZIPInputStream(new Counted(answer.body(), bytes))) {
                var seen = new StringBuilder();
                var buffer = new byte[8192];
                int n = text.read(buffer);
                while (n >= 0 && !isOver(seen, buffer, n)) {
                    n = text.read(buffer);
                }
                if (n < 0) {
                    throw new IllegalStateException("Expected to hear the end of the run, but the stream ended before");
                }
            }
            open.countDown();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOver(StringBuilder seen, byte[] buffer, int length) {
        seen.delete(0, Math.max(0, seen.length() - LONGEST_RUN));
        seen.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
        int run = seen.lastIndexOf("event: run");
        return run >= 0 && seen.indexOf("\"state\":\"SUCCEEDED\",\"seq\"", run) > 0;
    }

    /** Until every one has heard the end. */
    void awaitOver() {
        try {
            if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "Expected every stream to hear the end, but %d did not".formatted(open.getCount()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected the streams to end, but was interrupted", e);
        }
    }

    List<Long> bytes() {
        return received.stream().map(AtomicLong::get).toList();
    }

    @Override
    public void close() {
        readers.forEach(Thread::interrupt);
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {

        private final AtomicLong bytes;

        Counted(InputStream in, AtomicLong bytes) {
            super(in);
            this.bytes = bytes;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            bytes.addAndGet(Math.max(0, n));
            return n;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            bytes.addAndGet(one < 0 ? 0 : 1);
            return one;
        }
    }
}
