package io.akoflow.dispatcher.kubernetes;

import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One command's tries: how long there may be more of them, and when not to make another one. Time begins with the first
 * trouble, so that waiting for a place in the window spends nobody's patience. Not thread-safe.
 */
final class Trial {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CallOff callOff;
    private final Instant validUntil;
    private final Duration patience;
    private Duration pause = FIRST_PAUSE;
    private @Nullable Instant troubleSince;
    private String trouble = "";

    /** @param validUntil from when on nothing may be created any more */
    Trial(CallOff callOff, Instant validUntil, Duration patience) {
        this.callOff = callOff;
        this.validUntil = validUntil;
        this.patience = patience;
    }

    /** For what may be done at any time. */
    static Trial unlimited(CallOff callOff, Duration patience) {
        return new Trial(callOff, Instant.MAX, patience);
    }

    /** Other tries of the same command, called off with these. */
    Trial withPatience(Duration other) {
        return new Trial(callOff, validUntil, other);
    }

    Instant validUntil() {
        return validUntil;
    }

    /** Why no call may be made now; to be asked right before each one. */
    Optional<Outcome> objection() {
        if (callOff.isOff()) {
            return Optional.of(new Outcome.CalledOff());
        }
        if (Instant.now().isBefore(validUntil)) {
            return Optional.empty();
        }
        return Optional.of(troubleSince == null ? new Outcome.Expired() : givenUp());
    }

    /** Rests before another try; or says what to tell the planner, when there is no time for one. */
    Optional<Outcome> rest(ApiAnswer.Trouble answer) {
        var now = Instant.now();
        var since = troubleSince == null ? now : troubleSince;
        troubleSince = since;
        trouble = answer.why();
        var rest = answer.retryAfter().map(it -> longer(it, pause)).orElse(pause);
        var next = now.plus(withJitter(rest));
        if (!next.isBefore(validUntil) || next.isAfter(since.plus(patience))) {
            return Optional.of(givenUp());
        }
        callOff.rest(Duration.between(now, next));
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        return Optional.empty();
    }

    private Outcome givenUp() {
        return new Outcome.Waiting(Reason.API, trouble);
    }

    /** Up to a half more, so that those who were sent away together don't come back together. */
    private static Duration withJitter(Duration rest) {
        long nanos = rest.toNanos();
        return Duration.ofNanos(nanos + ThreadLocalRandom.current().nextLong(nanos / 2 + 1));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
