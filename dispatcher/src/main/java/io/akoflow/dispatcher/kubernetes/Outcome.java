package io.akoflow.dispatcher.kubernetes;

import io.akoflow.contract.Failure;
import io.akoflow.contract.Observation.ActivityWaiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a command to create an attempt's objects. */
public sealed interface Outcome {

    /**
     * They exist, the Job since {@code at}.
     *
     * @param members who share its pod, as the Job tells it; null for nobody
     */
    record Created(Instant at, @Nullable String members) implements Outcome {}

    /** They never will. */
    record Refused(Failure failure) implements Outcome {}

    /** Not now, and nobody goes on trying. */
    record Waiting(ActivityWaiting.Reason reason, String message) implements Outcome {}

    /** The command came too late. */
    record Expired() implements Outcome {}

    /** It was not wanted any more. */
    record CalledOff() implements Outcome {}
}
