package io.akoflow.dispatcher.messaging;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.AttemptId;
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
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.Seat;
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
        var all = Pack.of(ready).attempts().stream()
                .flatMap(it -> said(ready, it, outcome).stream())
                .toList();
        speaker.sayAll(all, traceparent);
        count(label(outcome));
    }

    /** What becomes of one of those that {@code ready} is about. */
    private Optional<Observation> said(ActivityReady ready, AttemptId id, Outcome outcome) {
        var run = id.run();
        int activity = id.activity();
        int attempt = id.attempt();
        return switch (outcome) {
            case Outcome.Created(var at, var members)
            when Pack.read(ready.attemptId(), members).attempts().contains(id) ->
                Optional.of(new ActivityDispatched(run, activity, attempt, at, objects.job(ready)));
            case Outcome.Created _ -> Optional.of(new ActivityLost(run, activity, attempt, Instant.now()));
            case Outcome.Refused(var failure) -> {
                var own = ready.others().isEmpty() ? failure : Seat.triedAlone(failure);
                yield Optional.of(new ActivityRefused(run, activity, attempt, Instant.now(), own));
            }
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
        var lost = leftovers.lost(check, callOff);
        var all = lost.stream()
                .map(it -> new ActivityLost(it.run(), it.activity(), it.attempt(), Instant.now()))
                .toList();
        speaker.sayAll(all, traceparent);
        count(lost.isEmpty() ? "not-lost" : "lost");
    }

    private void done(String outcome, boolean done) {
        count(done ? outcome : outcome + "-left");
    }
}
