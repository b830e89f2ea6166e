package io.akoflow.watcher.kubernetes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was said of a container's log, and whether something of it is missing. */
final class LogProgress {

    /** Kubelets rotate logs that are larger than some MiB, and lose the thread of who follows them and lags behind. */
    private static final long MAY_BE_ROTATED = 1024 * 1024;

    private static final String MISSING_BEFORE =
            "\n[akoflow: output before the first line may be missing, the kubelet rotated it away before it was read]\n";

    private final LogWriter out;
    private final LogPlace place = new LogPlace();
    private final LogBeginning beginning;
    private long unchecked;
    private boolean drained;
    private boolean complete = true;

    LogProgress(LogWriter out, @Nullable Instant startedAt) {
        this.out = out;
        this.beginning = new LogBeginning(startedAt);
    }

    LogPlace place() {
        return place;
    }

    /**
     * A stream is opened.
     *
     * @param drained whether the one before was read to the end of its file
     */
    void open(Instant now, boolean drained) {
        beginning.ask(now);
        this.drained = drained;
    }

    boolean isDrained() {
        return drained;
    }

    boolean isBegun() {
        return out.count() > 0 || !out.isIdle();
    }

    void begin(Instant time) {
        place.begin(time);
        beginning.begin(time);
    }

    /** Whether there was room. */
    boolean more(byte[] data, int from, int to) throws InterruptedException {
        place.more(to - from);
        beginning.more(to - from);
        unchecked += to - from;
        return out.take(data, from, to);
    }

    void mark(String text) throws InterruptedException {
        complete = false;
        out.say(text);
    }

    void becomeIncomplete() {
        complete = false;
    }

    /** Whether so much came since the last check that the kubelet may have rotated the log meanwhile. */
    boolean mayBeRotated() {
        return unchecked >= MAY_BE_ROTATED;
    }

    /** The last line that is there was asked for. */
    void check() {
        unchecked = 0;
    }

    /** All was read that is there; whether that is all. */
    boolean end() throws InterruptedException {
        if (complete && beginning.mayBeMissing()) {
            mark(MISSING_BEFORE);
        }
        out.end();
        return complete;
    }
}
