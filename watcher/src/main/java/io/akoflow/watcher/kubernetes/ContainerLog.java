package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.Output.LogChunk;
import io.akoflow.watcher.kubernetes.LogStream.Broken;
import io.akoflow.watcher.kubernetes.LogStream.Bytes;
import io.akoflow.watcher.kubernetes.LogStream.End;
import io.akoflow.watcher.kubernetes.LogStream.Piece;
import io.akoflow.watcher.kubernetes.LogStream.Refused;
import io.akoflow.watcher.kubernetes.LogStream.Silence;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.jboss.logging.Logger;

/**
 * Says what one container writes, each byte once. A stream that ended before the container did, or broke, is asked for
 * again from the beginning, and what was said is skipped.
 */
final class ContainerLog {

    private static final Logger LOG = Logger.getLogger(ContainerLog.class);
    private static final int CHUNK = 128 * 1024;
    private static final Duration BETWEEN_PIECES = Duration.ofMillis(100);
    private static final Duration NO_LONGER_THAN = Duration.ofMillis(200);
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);
    /** The end of a stream and the news of the container's end come by different ways. */
    private static final Duration NEWS_OF_END = Duration.ofSeconds(3);

    private static final int NOT_FOUND = 404;
    private static final int NOT_YET = 400;

    private final AttemptLog log;
    private final Attempt attempt;
    private final String container;
    private final LogSource source;
    private final ByteArrayOutputStream unsaid = new ByteArrayOutputStream();
    private long unsaidSince;
    private long offset;

    ContainerLog(AttemptLog log, Attempt attempt, String container, LogSource source) {
        this.log = log;
        this.attempt = attempt;
        this.container = container;
        this.source = source;
    }

    /** Why a stream was left. */
    private enum Left {
        AT_END,
        BROKEN,
        NOT_YET,
        GONE,
        FULL,
        TOO_LATE
    }

    /** Reads it up to its end; whether all of it was said. */
    boolean read() throws InterruptedException {
        while (!attempt.isLeaving()) {
            boolean over = attempt.hasOver(container);
            switch (readOnce(!over)) {
                case AT_END -> {
                    if (over || attempt.awaitEndOf(container, NEWS_OF_END)) {
                        sayEnd();
                        return true;
                    }
                }
                case NOT_YET -> {
                    if (over) {
                        return true;
                    }
                    attempt.awaitEndOf(container, AFTER_TROUBLE);
                }
                case BROKEN -> Thread.sleep(AFTER_TROUBLE);
                case FULL -> {
                    sayThatItIsCut();
                    return false;
                }
                case GONE, TOO_LATE -> {
                    LOG.infof("Gave up on the log of %s/%s after %d bytes", attempt.id(), container, offset);
                    return false;
                }
            }
        }
        LOG.infof("The log of %s/%s goes after %d bytes", attempt.id(), container, offset);
        return false;
    }

    private Left readOnce(boolean follow) throws InterruptedException {
        var pod = attempt.podName();
        if (pod == null) {
            return Left.GONE;
        }
        long skip = offset;
        try (var stream = source.open(attempt.namespace(), pod, container, follow)) {
            while (!log.isTooLate()) {
                var piece = stream.next(unsaid.size() == 0 ? AFTER_TROUBLE : BETWEEN_PIECES);
                if (piece instanceof Bytes(var data)) {
                    int skipped = (int) Math.min(skip, data.length);
                    skip -= skipped;
                    if (!take(data, skipped)) {
                        return Left.FULL;
                    }
                } else {
                    say(unsaid.size());
                    if (!(piece instanceof Silence)) {
                        return left(piece);
                    }
                }
            }
        }
        say(unsaid.size());
        return Left.TOO_LATE;
    }

    private Left left(Piece piece) {
        return switch (piece) {
            case Bytes _, Silence _ -> throw new IllegalStateException("Expected a stream that was left");
            case End _ -> Left.AT_END;
            case Broken(var reason) -> {
                LOG.infof("The log of %s/%s broke off: %s", attempt.id(), container, reason);
                yield Left.BROKEN;
            }
            case Refused(var code) -> {
                LOG.debugf("The log of %s/%s was refused: %d", attempt.id(), container, code);
                yield code == NOT_FOUND ? Left.GONE : code == NOT_YET ? Left.NOT_YET : Left.BROKEN;
            }
        };
    }

    /** Whether there is room for it. */
    private boolean take(byte[] data, int from) throws InterruptedException {
        int length = (int) Math.min(data.length - from, log.room() - unsaid.size());
        if (unsaid.size() == 0) {
            unsaidSince = System.nanoTime();
        }
        unsaid.write(data, from, length);
        while (unsaid.size() >= CHUNK) {
            say(CHUNK);
        }
        if (System.nanoTime() - unsaidSince > NO_LONGER_THAN.toNanos() || length < data.length - from) {
            say(unsaid.size());
        }
        return length == data.length - from;
    }

    private void say(int length) throws InterruptedException {
        if (length == 0) {
            return;
        }
        byte[] bytes = unsaid.toByteArray();
        unsaid.reset();
        unsaid.write(bytes, length, bytes.length - length);
        unsaidSince = System.nanoTime();
        sayChunk(bytes.length == length ? bytes : Arrays.copyOf(bytes, length));
    }

    private void sayThatItIsCut() throws InterruptedException {
        sayChunk("\n[akoflow: the rest of this log is not kept]\n".getBytes(StandardCharsets.UTF_8));
        sayEnd();
    }

    private void sayEnd() throws InterruptedException {
        sayChunk(new byte[0]);
    }

    private void sayChunk(byte[] data) throws InterruptedException {
        var pod = attempt.pod();
        if (pod.isEmpty()) {
            return;
        }
        var id = attempt.id();
        var text = Base64.getEncoder().encodeToString(data);
        log.say(
                new LogChunk(id.run(), id.activity(), id.attempt(), pod.get().uid(), container, offset, text),
                data.length);
        offset += data.length;
    }
}
