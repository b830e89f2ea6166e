package io.akoflow.watcher.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One time through a log, or through what comes after the last line that was said. What is missing between the two is
 * marked.
 */
final class LogPass implements StampedLines.Lines {

    static final String MISSING_HERE =
            "\n[akoflow: output may be missing here, the kubelet rotated it away before it was read]\n";

    /** A kubelet looks every 10 s what to rotate, so what came within less was rotated once at most. */
    private static final Duration TWO_ROTATIONS = Duration.ofSeconds(8);

    private final LogProgress progress;
    private final Instant openedAt;
    private final boolean follows;

    private LogPlace.@Nullable Search search;
    private boolean drops;
    private long skips;

    LogPass(LogProgress progress, Instant openedAt, boolean follows) {
        this.progress = progress;
        this.openedAt = openedAt;
        this.follows = follows;
        search = progress.place().last().isEmpty() ? null : progress.place().search();
    }

    @Override
    public void begin(@Nullable Instant time) throws InterruptedException {
        skips = 0;
        if (time == null) {
            beginWithoutTime();
        } else if (search == null) {
            beginNew(time, follows && isJump(time));
        } else if (search.isIt(time)) {
            search = null;
            drops = false;
            skips = progress.place().ofLine();
        } else if (progress.place().isNew(time)) {
            search = null;
            beginNew(time, isLost());
        } else {
            drops = true;
        }
    }

    /** It comes from elsewhere, such as an error of the kubelet's: it is shown, but only once. */
    private void beginWithoutTime() {
        drops = progress.isBegun() && search != null;
        progress.becomeIncomplete();
    }

    private void beginNew(Instant time, boolean missing) throws InterruptedException {
        if (missing) {
            progress.mark(MISSING_HERE);
        }
        drops = false;
        progress.begin(time);
    }

    /** Whether a whole file of the log may have come and gone between a line and the next. */
    private boolean isJump(Instant time) {
        return progress.mayBeRotated() && isFar(latest(progress.place().last(), openedAt), time);
    }

    /** Whether what followed the last line is not there any more. */
    private boolean isLost() {
        return !progress.isDrained() || isFar(progress.place().last().orElse(openedAt), openedAt);
    }

    private static boolean isFar(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(TWO_ROTATIONS) >= 0;
    }

    private static Instant latest(Optional<Instant> one, Instant other) {
        return one.filter(other::isBefore).orElse(other);
    }

    @Override
    public boolean more(byte[] data, int from, int to) throws InterruptedException {
        if (drops) {
            return true;
        }
        int skipped = (int) Math.min(skips, to - from);
        skips -= skipped;
        return progress.more(data, from + skipped, to);
    }

    /** The log is over; whether the last line was found, or something newer. */
    void end() {
        if (search != null && drops) {
            progress.becomeIncomplete();
        }
    }
}
