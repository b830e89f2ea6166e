package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.JobRef;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import io.akoflow.engine.kubernetes.PodSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Creates what an attempt needs, its Job last and at most once: what is there already and is this attempt's counts as
 * created, and nothing is created when the command is not valid any more.
 */
@ApplicationScoped
public class AttemptObjects {

    private final KubernetesApi api;
    private final Window window;
    private final Claims claims;
    private final Uids uids;
    private final PodSettings settings;
    private final Duration patience;

    AttemptObjects(KubernetesApi api, Window window, Claims claims, Uids uids, DispatcherConfig config) {
        this.api = api;
        this.window = window;
        this.claims = claims;
        this.uids = uids;
        this.settings = settings(config.pods());
        this.patience = config.patience();
    }

    static PodSettings settings(DispatcherConfig.Pods pods) {
        return new PodSettings(
                pods.namespace(),
                pods.shards(),
                pods.annotations(),
                pods.user().isPresent() ? pods.user().getAsLong() : null,
                pods.copyImage(),
                pods.queue().orElse(null),
                pods.serviceAccount().orElse(null),
                pods.storageClasses(),
                pods.mostDisks());
    }

    /** Where the attempt's Job is, or would be. */
    public JobRef job(ActivityReady ready) {
        return plan(ready).job();
    }

    /** Creates the objects of {@code ready}, unless {@code callOff} says that they are not wanted any more. */
    public Outcome create(ActivityReady ready, CallOff callOff) {
        var refusal = JobPlan.refusal(ready.spec(), settings);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        var trial = new Trial(callOff, ready.validUntil(), patience);
        Outcome outcome = new Outcome.Expired();
        for (var object : plan(ready).objects()) {
            outcome = object.kind() == Kind.CLAIM
                    ? claims.ensure(object, () -> ensure(object, trial))
                    : ensure(object, trial);
            if (!(outcome instanceof Outcome.Created)) {
                return outcome;
            }
        }
        return outcome;
    }

    private JobPlan plan(ActivityReady ready) {
        return JobPlan.of(ready.attemptId(), ready.spec(), settings);
    }

    private Outcome ensure(PlannedObject object, Trial trial) {
        while (true) {
            var tried = attempt(object, trial);
            if (tried.isPresent()) {
                return tried.get();
            }
        }
    }

    /** One try; empty when there is to be another one. */
    private Optional<Outcome> attempt(PlannedObject object, Trial trial) {
        ApiAnswer answer;
        try (var _ = window.enter()) {
            var objection = trial.objection();
            if (objection.isPresent()) {
                return objection;
            }
            answer = api.create(object, trial.validUntil());
        }
        return switch (answer) {
            case ApiAnswer.Fine(var created) -> Optional.of(exists(object, created));
            case ApiAnswer.Trouble trouble -> trial.rest(trouble);
            case ApiAnswer.Refused refused when refused.code() == ApiCall.CONFLICT -> present(object, refused, trial);
            case ApiAnswer.Refused refused -> Optional.of(Refusals.of(object, refused));
        };
    }

    /** Looks at what is in the way. */
    private Optional<Outcome> present(PlannedObject object, ApiAnswer.Refused conflict, Trial trial) {
        ApiAnswer answer;
        try (var _ = window.enter()) {
            answer = api.get(object.kind(), object.namespace(), object.name());
        }
        return switch (answer) {
            case ApiAnswer.Fine(var present)
            when !Owner.of(object).owns(present) -> Optional.of(Refusals.taken(object));
            case ApiAnswer.Fine(var present)
            when present.path("metadata").hasNonNull("deletionTimestamp") ->
                trial.rest(again(
                        "The %s '%s' is being deleted".formatted(object.kind().kindName(), object.name())));
            case ApiAnswer.Fine(var present) -> Optional.of(exists(object, present));
            case ApiAnswer.Trouble trouble -> trial.rest(trouble);
            case ApiAnswer.Refused refused
            when refused.isMissing(object.name()) || refused.code() == ApiCall.CONFLICT ->
                trial.rest(again(conflict.message()));
            case ApiAnswer.Refused refused -> Optional.of(Refusals.of(object, refused));
        };
    }

    private Outcome exists(PlannedObject planned, JsonNode present) {
        uids.remember(planned.kind(), planned.namespace(), planned.name(), present);
        return new Outcome.Created(created(present));
    }

    private static Instant created(JsonNode present) {
        try {
            return Instant.parse(
                    present.path("metadata").path("creationTimestamp").asText());
        } catch (DateTimeException _) {
            return Instant.now();
        }
    }

    private static ApiAnswer.Trouble again(String why) {
        return new ApiAnswer.Trouble(why, Optional.empty());
    }
}
