package io.akoflow.engine.run;

import java.time.Duration;
import java.time.Instant;

/** Sums of times that people may have written: any duration is allowed, and none may stop a run. */
final class Times {

    private static final Duration FOREVER = Duration.ofDays(36_525);

    private Times() {}

    /** {@code pause} later, and at most a hundred years. */
    static Instant later(Instant time, Duration pause) {
        return time.plus(bounded(pause));
    }

    /** {@code pause}, and at most a hundred years. */
    static Duration bounded(Duration pause) {
        return pause.compareTo(FOREVER) > 0 ? FOREVER : pause;
    }

    static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
