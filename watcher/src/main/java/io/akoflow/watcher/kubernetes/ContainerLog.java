package io.akoflow.watcher.kubernetes;

import io.akoflow.watcher.kubernetes.LogStream.Broken;
import io.akoflow.watcher.kubernetes.LogStream.Bytes;
import io.akoflow.watcher.kubernetes.LogStream.End;
import io.akoflow.watcher.kubernetes.LogStream.Piece;
import io.akoflow.watcher.kubernetes.LogStream.Refused;
import io.akoflow.watcher.kubernetes.LogStream.Silence;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Reads what one container writes, each byte once. A stream that ended before the container did, or broke, is asked for
 * again from the beginning, and what was said is skipped, unless the kubelet has thrown that away meanwhile.
 */
final class ContainerLog {

    private static final Logger LOG = Logger.getLogger(ContainerLog.class);
    private static final Duration BETWEEN_PIECES = Duration.ofMillis(100);
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);
    /** The end of a stream and the news of the container's end come by different ways. */
    private static final Duration NEWS_OF_END = Duration.ofSeconds(3);

    /** An API server that is late with its news is not asked for the log again and again meanwhile. */
    private static final Duration LATEST_NEWS = Duration.ofSeconds(30);
    /** Kubelets rotate logs that are larger than this, and lose the thread of who follows them and lags behind. */
    private static final long MAY_BE_ROTATED = 1024 * 1024;

    private static final int NOT_FOUND = 404;
    private static final int NOT_YET = 400;

    private final LogWriter out;
    private final Attempt attempt;
    private final String container;
    private final LogSource source;
    private boolean rotated;
    private Duration newsOfEnd = NEWS_OF_END;

    ContainerLog(LogWriter out, Attempt attempt, String container, LogSource source) {
        this.out = out;
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
                    if (over || (attempt.awaitEndOf(container, newsOfEnd) && isSaidToTheEnd())) {
                        out.end();
                        return !rotated;
                    }
                    newsOfEnd = longer(newsOfEnd);
                }
                case NOT_YET -> {
                    if (over) {
                        return true;
                    }
                    attempt.awaitEndOf(container, AFTER_TROUBLE);
                }
                case BROKEN -> Thread.sleep(AFTER_TROUBLE);
                case FULL -> {
                    out.say("\n[akoflow: the rest of this log is not kept]\n");
                    out.end();
                    return false;
                }
                case GONE, TOO_LATE -> {
                    LOG.infof("Gave up on the log of %s/%s after %d bytes", attempt.id(), container, out.count());
                    return false;
                }
            }
        }
        LOG.infof("The log of %s/%s goes after %d bytes", attempt.id(), container, out.count());
        return false;
    }

    private static Duration longer(Duration wait) {
        var twice = wait.multipliedBy(2);
        return twice.compareTo(LATEST_NEWS) < 0 ? twice : LATEST_NEWS;
    }

    private Left readOnce(boolean follow) throws InterruptedException {
        var pass = new Pass();
        try (var stream = follow ? source.follow() : source.read()) {
            while (!out.isTooLate()) {
                var piece = stream.next(out.isIdle() ? AFTER_TROUBLE : BETWEEN_PIECES);
                if (piece instanceof Bytes(var data)) {
                    if (!pass.take(data)) {
                        return Left.FULL;
                    }
                } else {
                    out.flush();
                    if (!(piece instanceof Silence)) {
                        pass.end();
                        return left(piece);
                    }
                }
            }
        }
        out.flush();
        return Left.TOO_LATE;
    }

    /** One time through the log, from its beginning. */
    private final class Pass {

        private final long said = out.count();
        private long place;
        private boolean skips = said > 0 && !rotated;

        /** Whether there was room. */
        boolean take(byte[] data) throws InterruptedException {
            if (skips && !out.isSameAt(place, data)) {
                skips = false;
                sayThatItIsRotated(place);
            }
            int skipped = skips ? (int) Math.min(data.length, Math.max(0, said - place)) : 0;
            place += data.length;
            return out.take(data, skipped);
        }

        /** What is shorter than it was is not the same, though it may begin in the same way. */
        void end() {
            rotated |= skips && place > 0 && place < said;
        }
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

    /** What was said before is not there any more; what is there comes after it, with something missing between. */
    private void sayThatItIsRotated(long place) throws InterruptedException {
        rotated = true;
        out.say("\n[akoflow: some of this log was rotated away before it was read]\n");
        out.take(out.before(place), 0);
    }

    /** Of a long log, the last line is asked for again. */
    private boolean isSaidToTheEnd() throws InterruptedException {
        if (out.count() < MAY_BE_ROTATED || rotated) {
            return true;
        }
        var line = new ByteArrayOutputStream();
        try (var stream = source.lastLine()) {
            while (!out.isTooLate()) {
                var piece = stream.next(AFTER_TROUBLE);
                if (piece instanceof Bytes(var data)) {
                    line.writeBytes(data);
                } else if (!(piece instanceof Silence)) {
                    return !(piece instanceof End) || out.endsWith(line.toByteArray());
                }
            }
        }
        return true;
    }
}
