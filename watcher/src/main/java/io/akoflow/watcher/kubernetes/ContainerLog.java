package io.akoflow.watcher.kubernetes;

import io.akoflow.engine.kubernetes.ContainerView;
import io.akoflow.watcher.kubernetes.LogStream.Broken;
import io.akoflow.watcher.kubernetes.LogStream.Bytes;
import io.akoflow.watcher.kubernetes.LogStream.End;
import io.akoflow.watcher.kubernetes.LogStream.Piece;
import io.akoflow.watcher.kubernetes.LogStream.Refused;
import io.akoflow.watcher.kubernetes.LogStream.Silence;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Reads what one container writes, each byte once. A stream that ended before the container did, or broke, is asked for
 * again from the second of the last line on, and what was said is skipped, unless the kubelet has thrown that away
 * meanwhile.
 */
final class ContainerLog {

    private static final Logger LOG = Logger.getLogger(ContainerLog.class);
    private static final Duration BETWEEN_PIECES = Duration.ofMillis(100);
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);
    /** The end of a stream and the news of the container's end come by different ways. */
    private static final Duration NEWS_OF_END = Duration.ofSeconds(3);

    /** An API server that is late with its news is not asked for the log again and again meanwhile. */
    private static final Duration LATEST_NEWS = Duration.ofSeconds(30);

    /**
     * When much was followed, and then nothing for so long, the kubelet may follow a file that nobody writes any more.
     */
    private static final Duration SUSPICIOUS = Duration.ofSeconds(5);

    private static final int NOT_FOUND = 404;
    private static final int NOT_YET = 400;

    private final LogWriter out;
    private final LogProgress progress;
    private final LastLine lastLine;
    private final Attempt attempt;
    private final String container;
    private final LogSource source;
    private boolean drained;
    private Duration newsOfEnd = NEWS_OF_END;

    ContainerLog(LogWriter out, Attempt attempt, String container, LogSource source) {
        this.out = out;
        this.attempt = attempt;
        this.container = container;
        this.source = source;
        progress = new LogProgress(
                out,
                attempt.container(container).flatMap(ContainerView::startedAt).orElse(null));
        lastLine = new LastLine(source, progress, out);
    }

    /** Why a stream was left. */
    private enum Left {
        AT_END,
        BROKEN,
        STALE,
        NOT_YET,
        GONE,
        FULL,
        TOO_LATE
    }

    /** Reads it up to its end; whether all of it was said. */
    boolean read() throws InterruptedException {
        while (!attempt.isLeaving()) {
            boolean over = attempt.hasOver(container);
            var left = readOnce(!over);
            drained = left == Left.STALE || left == Left.AT_END;
            switch (left) {
                case AT_END -> {
                    if (over || (attempt.awaitEndOf(container, newsOfEnd) && !mayGoOn())) {
                        return progress.end();
                    }
                    newsOfEnd = longer(newsOfEnd);
                }
                case NOT_YET -> {
                    if (over) {
                        return true;
                    }
                    attempt.awaitEndOf(container, AFTER_TROUBLE);
                }
                case STALE -> LOG.debugf("The log of %s/%s goes on elsewhere", attempt.id(), container);
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

    /** Of a long log, the last line is asked for again. */
    private boolean mayGoOn() throws InterruptedException {
        return progress.mayBeRotated() && lastLine.look() == LastLine.Found.OTHER;
    }

    private Left readOnce(boolean follow) throws InterruptedException {
        var now = attempt.now();
        progress.open(now, drained);
        var pass = new LogPass(progress, now, follow);
        var lines = new StampedLines(pass);
        long silentSince = System.nanoTime();
        try (var stream = source.open(follow, progress.place().since())) {
            while (!out.isTooLate()) {
                var piece = stream.next(out.isIdle() ? AFTER_TROUBLE : BETWEEN_PIECES);
                switch (piece) {
                    case Bytes(var data) -> {
                        silentSince = System.nanoTime();
                        if (!lines.take(data)) {
                            return Left.FULL;
                        }
                    }
                    case Silence _ -> {
                        out.flush();
                        if (follow && isStale(silentSince)) {
                            return Left.STALE;
                        }
                    }
                    case End _ -> {
                        lines.end();
                        pass.end();
                        out.flush();
                        return Left.AT_END;
                    }
                    case Broken _, Refused _ -> {
                        out.flush();
                        return left(piece);
                    }
                }
            }
        }
        out.flush();
        return Left.TOO_LATE;
    }

    private boolean isStale(long silentSince) throws InterruptedException {
        return progress.mayBeRotated()
                && System.nanoTime() - silentSince > SUSPICIOUS.toNanos()
                && lastLine.look() != LastLine.Found.SAME;
    }

    private Left left(Piece piece) {
        return switch (piece) {
            case Bytes _, Silence _, End _ -> throw new IllegalStateException("Expected a stream that broke");
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
}
