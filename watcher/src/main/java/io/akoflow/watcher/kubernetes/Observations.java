package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.engine.kubernetes.PodReading;
import java.time.Instant;
import java.util.Optional;

/** What is said of what was read. */
final class Observations {

    private Observations() {}

    /** Empty when there is nothing to say. */
    static Optional<Observation> of(AttemptId id, PodReading reading, Instant now) {
        return switch (reading) {
            case PodReading.NothingYet _ -> Optional.empty();
            case PodReading.Waiting(var reason, var message, var _, var _) ->
                Optional.of(new ActivityWaiting(id.run(), id.activity(), id.attempt(), now, reason, true, message));
            case PodReading.Started(var pod, var at) ->
                Optional.of(new ActivityStarted(id.run(), id.activity(), id.attempt(), at, pod));
            case PodReading.Succeeded(var pod, var startedAt, var at, var warnings) ->
                Optional.of(new ActivitySucceeded(id.run(), id.activity(), id.attempt(), at, pod, startedAt, warnings));
            case PodReading.Failed(var pod, var startedAt, var at, var failure) ->
                Optional.of(new ActivityFailed(id.run(), id.activity(), id.attempt(), at, pod, startedAt, failure));
        };
    }
}
