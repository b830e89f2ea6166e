package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.Output.LogChunk;
import io.akoflow.contract.PodRef;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

/** Says the log of one container in chunks: large ones, but none that keeps people waiting. */
final class LogWriter {

    private static final int CHUNK = 128 * 1024;
    private static final Duration NO_LONGER_THAN = Duration.ofMillis(200);

    private final AttemptLog log;
    private final Attempt attempt;
    private final PodRef pod;
    private final String container;
    private final ByteArrayOutputStream unsaid = new ByteArrayOutputStream();
    private final SaidBytes said = new SaidBytes();
    private long unsaidSince;

    LogWriter(AttemptLog log, Attempt attempt, PodRef pod, String container) {
        this.log = log;
        this.attempt = attempt;
        this.pod = pod;
        this.container = container;
    }

    /** How many bytes were said. */
    long count() {
        return said.count();
    }

    /** Whether nothing waits to be said. */
    boolean isIdle() {
        return unsaid.size() == 0;
    }

    boolean isTooLate() {
        return log.isTooLate();
    }

    boolean endsWith(byte[] end) {
        return said.endsWith(end);
    }

    /** Whether there was room for {@code data} between two places. */
    boolean take(byte[] data, int from, int to) throws InterruptedException {
        int wanted = to - from;
        int length = (int) Math.min(wanted, log.room() - unsaid.size());
        if (isIdle()) {
            unsaidSince = System.nanoTime();
        }
        unsaid.write(data, from, length);
        while (unsaid.size() >= CHUNK) {
            say(CHUNK);
        }
        if (System.nanoTime() - unsaidSince > NO_LONGER_THAN.toNanos() || length < wanted) {
            flush();
        }
        return length == wanted;
    }

    void flush() throws InterruptedException {
        if (!isIdle()) {
            say(unsaid.size());
        }
    }

    /** A line of akoflow's own. */
    void say(String text) throws InterruptedException {
        flush();
        sayChunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Says that there is nothing more to come. */
    void end() throws InterruptedException {
        flush();
        sayChunk(new byte[0]);
    }

    private void say(int length) throws InterruptedException {
        byte[] bytes = unsaid.toByteArray();
        unsaid.reset();
        unsaid.write(bytes, length, bytes.length - length);
        unsaidSince = System.nanoTime();
        sayChunk(bytes.length == length ? bytes : Arrays.copyOf(bytes, length));
    }

    private void sayChunk(byte[] data) throws InterruptedException {
        var id = attempt.id();
        var text = Base64.getEncoder().encodeToString(data);
        log.say(
                new LogChunk(id.run(), id.activity(), id.attempt(), pod.uid(), container, said.count(), text),
                data.length);
        said.add(data);
    }
}
