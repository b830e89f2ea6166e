package io.akoflow.dispatcher.messaging;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.dispatcher.kubernetes.AttemptObjects;
import io.akoflow.dispatcher.kubernetes.CallOff;
import io.akoflow.dispatcher.kubernetes.Leftovers;
import io.akoflow.dispatcher.kubernetes.Outcome;
import io.akoflow.dispatcher.kubernetes.Tombstones;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out commands. */
@ApplicationScoped
public class CommandHandler {

    private final AttemptObjects objects;
    private final Tombstones tombstones;
    private final Leftovers leftovers;
    private final Speaker speaker;
    private final MeterRegistry meters;

    CommandHandler(
            AttemptObjects objects, Tombstones tombstones, Leftovers leftovers, Speaker speaker, MeterRegistry meters) {
        this.objects = objects;
        this.tombstones = tombstones;
        this.leftovers = leftovers;
        this.speaker = speaker;
        this.meters = meters;
    }

    /** Returns when {@code command} is carried out, or called off, and Kafka has what is to be said about it. */
    void carryOut(ActivityCommand command, @Nullable String traceparent, CallOff callOff) {
        switch (command) {
            case ActivityReady ready -> create(ready, traceparent, callOff);
            case ActivityWithdrawn it -> done("withdrawn", tombstones.end(it, callOff));
            case ActivityReleased it ->
                done("released", leftovers.delete(it.attemptId(), it.job(), it.script(), callOff));
            case ActivityCheck check -> look(check, traceparent, callOff);
            case RunReleased it ->
                done("run-released", leftovers.deleteClaims(it.run(), it.namespace(), it.claims(), callOff));
        }
    }

    void count(String outcome) {
        meters.counter("akoflow.dispatcher.outcomes", "outcome", outcome).increment();
    }

    private void create(ActivityReady ready, @Nullable String traceparent, CallOff callOff) {
        var outcome = objects.create(ready, callOff);
        said(ready, outcome).ifPresent(observation -> speaker.say(observation, traceparent));
        count(label(outcome));
    }

    private Optional<Observation> said(ActivityReady ready, Outcome outcome) {
        var run = ready.run();
        int activity = ready.activity();
        int attempt = ready.attempt();
        return switch (outcome) {
            case Outcome.Created(var at) ->
                Optional.of(new ActivityDispatched(run, activity, attempt, at, objects.job(ready)));
            case Outcome.Refused(var failure) ->
                Optional.of(new ActivityRefused(run, activity, attempt, Instant.now(), failure));
            case Outcome.Waiting(var reason, var message) ->
                Optional.of(new ActivityWaiting(run, activity, attempt, Instant.now(), reason, false, message));
            case Outcome.Expired _, Outcome.CalledOff _ -> Optional.empty();
        };
    }

    private static String label(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created _ -> "dispatched";
            case Outcome.Refused _ -> "refused";
            case Outcome.Waiting _ -> "waiting";
            case Outcome.Expired _ -> "expired";
            case Outcome.CalledOff _ -> "called-off";
        };
    }

    private void look(ActivityCheck check, @Nullable String traceparent, CallOff callOff) {
        boolean lost = leftovers.isLost(check, callOff);
        if (lost) {
            speaker.say(new ActivityLost(check.run(), check.activity(), check.attempt(), Instant.now()), traceparent);
        }
        count(lost ? "lost" : "not-lost");
    }

    private void done(String outcome, boolean done) {
        count(done ? outcome : outcome + "-left");
    }
}
