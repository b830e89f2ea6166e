package io.akoflow.watcher.kubernetes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a log was said. The last line is known again by its time, and by how many lines directly before it have the
 * same.
 */
final class LogPlace {

    private @Nullable Instant last;
    private Instant latest = Instant.MIN;
    private int ofSameTime;
    private long ofLine;

    /** A line is said. */
    void begin(Instant time) {
        ofSameTime = time.equals(last) ? ofSameTime + 1 : 1;
        last = time;
        latest = time.isAfter(latest) ? time : latest;
        ofLine = 0;
    }

    /** So much more of it is said. */
    void more(int bytes) {
        ofLine += bytes;
    }

    /** The time of the last line; empty before the first. */
    Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    /** How much of the last line was said. */
    long ofLine() {
        return ofLine;
    }

    /** From where to ask on; the API takes whole seconds. */
    Optional<Instant> since() {
        return last().map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether a line with this time was certainly not said. Lines of two streams may be out of order by a little. */
    boolean isNew(Instant time) {
        return time.isAfter(latest);
    }

    /** Finds the last line again in a log that is sent once more. */
    Search search() {
        return new Search();
    }

    /** One look for the last line. */
    final class Search {
        private int seen;

        /** Whether a line with this time is the last that was said. */
        boolean isIt(Instant time) {
            seen = time.equals(last) ? seen + 1 : 0;
            return seen > 0 && seen == ofSameTime;
        }
    }
}
