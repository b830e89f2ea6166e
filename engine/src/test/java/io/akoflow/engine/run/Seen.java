package io.akoflow.engine.run;

import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.contract.PodRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Observations of an attempt at an activity. */
final class Seen {

    /** When containers start and end, as far as nothing else is said. */
    static final Instant STARTED = Story.START.plusSeconds(1);

    static final Instant ENDED = Story.START.plusSeconds(2);

    private Seen() {}

    static Observation dispatched(int activity, int attempt) {
        return new ActivityDispatched(Story.ID, activity, attempt, Story.START, new JobRef("akoflow-work", "job"));
    }

    /** No Job, since there is no room. */
    static Observation refusedForNow(int activity, int attempt, String message) {
        return new ActivityWaiting(Story.ID, activity, attempt, Story.START, Reason.QUOTA, false, message);
    }

    /** A Job, whose pod does not start yet. */
    static Observation waits(int activity, int attempt, String message) {
        return new ActivityWaiting(Story.ID, activity, attempt, Story.START, Reason.IMAGE, true, message);
    }

    static Observation started(int activity, int attempt) {
        return startedAt(activity, attempt, STARTED);
    }

    static Observation startedAt(int activity, int attempt, Instant at) {
        return new ActivityStarted(Story.ID, activity, attempt, at, pod(activity, attempt));
    }

    static Observation succeeded(int activity, int attempt) {
        return new ActivitySucceeded(Story.ID, activity, attempt, ENDED, pod(activity, attempt), STARTED, List.of());
    }

    /** With exit code 1. */
    static Observation failed(int activity, int attempt) {
        return failed(activity, attempt, FailureClass.USER, "ExitCode");
    }

    static Observation failed(int activity, int attempt, FailureClass failureClass, String kind) {
        return new ActivityFailed(
                Story.ID, activity, attempt, ENDED, pod(activity, attempt), STARTED, failure(failureClass, kind));
    }

    /** Before its container ever ran. */
    static Observation neverStarted(int activity, int attempt) {
        var failure = failure(FailureClass.INFRASTRUCTURE, "ImagePull");
        return new ActivityFailed(Story.ID, activity, attempt, ENDED, pod(activity, attempt), null, failure);
    }

    static Observation refused(int activity, int attempt) {
        return new ActivityRefused(Story.ID, activity, attempt, ENDED, failure(FailureClass.CONFIGURATION, "Refused"));
    }

    static Observation lost(int activity, int attempt) {
        return new ActivityLost(Story.ID, activity, attempt, ENDED);
    }

    static Observation logged(int activity, int attempt) {
        return new ActivityLogged(Story.ID, activity, attempt, ENDED, 1, true);
    }

    static PodRef pod(int activity, int attempt) {
        return new PodRef("uid-%d-%d".formatted(activity, attempt), "pod", "node-" + activity, null);
    }

    static Failure failure(FailureClass failureClass, String kind) {
        return new Failure(failureClass, kind, 1, "It did not work.", "Do something about it.", null);
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
