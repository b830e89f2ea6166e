package io.akoflow.watcher.kubernetes;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a log may have begun before its first line that is there. Nobody tells how often a kubelet rotated a log
 * before it was asked for, so the pace of its first second is taken for that of the time before it.
 */
final class LogBeginning {

    /**
     * {@code containerLogMaxSize} of a kubelet, unless it is configured. See
     * https://kubernetes.io/docs/concepts/cluster-administration/logging/#log-rotation
     */
    private static final long ROTATED_AT = 10L * 1024 * 1024;

    /** A container's begin is told in whole seconds, and is up to one later than that. */
    private static final Duration UNSURE = Duration.ofSeconds(1);

    /** Programs that think for a moment and print then are more common than rotations in it: one comes every 10 s. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private static final Duration PACED = Duration.ofSeconds(1);

    private final @Nullable Instant startedAt;
    private @Nullable Instant askedAt;
    private @Nullable Instant first;
    private boolean paced;
    private long bytes;

    /** @param startedAt null when nobody knows */
    LogBeginning(@Nullable Instant startedAt) {
        this.startedAt = startedAt;
    }

    /** It is asked for; only the first time matters. */
    void ask(Instant now) {
        askedAt = askedAt == null ? now : askedAt;
    }

    void begin(Instant time) {
        first = first == null ? time : first;
        paced |= time.isAfter(first.plus(PACED));
    }

    void more(int length) {
        bytes += paced ? 0 : length;
    }

    boolean mayBeMissing() {
        if (startedAt == null || first == null || askedAt == null) {
            return false;
        }
        var unseen = Duration.between(startedAt.plus(UNSURE), first.isBefore(askedAt) ? first : askedAt);
        return unseen.compareTo(A_MOMENT) >= 0 && bytes * unseen.toMillis() / PACED.toMillis() >= ROTATED_AT;
    }
}
