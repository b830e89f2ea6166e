package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.PlannedObject;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import io.akoflow.engine.kubernetes.PodSettings;
import io.akoflow.engine.kubernetes.Tombstone;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates what an attempt needs, its Job or pod last and at most once: what is there already and is this attempt's
 * counts as created, and nothing is created when the command is not valid any more.
 */
@ApplicationScoped
public class AttemptObjects {

    private final KubernetesApi api;
    private final Window window;
    private final Claims claims;
    private final Uids uids;
    private final Units units;
    private final PodSettings settings;
    private final Duration patience;

    AttemptObjects(KubernetesApi api, Window window, Claims claims, Uids uids, Units units, DispatcherConfig config) {
        this.api = api;
        this.window = window;
        this.claims = claims;
        this.uids = uids;
        this.units = units;
        this.settings = settings(config);
        this.patience = config.patience();
    }

    static PodSettings settings(DispatcherConfig config) {
        var pods = config.pods();
        return new PodSettings(
                pods.namespace(),
                pods.shards(),
                pods.annotations(),
                pods.user().isPresent() ? pods.user().getAsLong() : null,
                pods.copyImage(),
                pods.queue().orElse(null),
                pods.serviceAccount().orElse(null),
                pods.storageClasses(),
                pods.mostDisks(),
                config.unit());
    }

    /** Where the attempt's Job or pod is, or would be. */
    public JobRef job(ActivityReady ready) {
        return JobPlan.place(ready, settings);
    }

    /**
     * Creates the objects of all that {@code ready} is about, unless {@code callOff} says that they are not wanted any
     * more.
     */
    public Outcome create(ActivityReady ready, CallOff callOff) {
        var refusal = JobPlan.refusal(ready, settings);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        if (ready.attempt() > 1) {
            forgetClaims(ready); // perhaps it ended because its disk went
        }
        var trial = new Trial(callOff, ready.validUntil(), patience);
        var plan = plan(ready);
        var before = madeBefore(ready, plan.job(), trial);
        if (before.isPresent()) {
            return before.get();
        }
        Outcome outcome = new Outcome.Expired();
        for (var object : plan.objects()) {
            outcome = object.kind() == Kind.CLAIM
                    ? claims.ensure(object, () -> ensureClaim(object, ready, trial))
                    : ensure(object, trial);
            if (!(outcome instanceof Outcome.Created)) {
                return outcome;
            }
        }
        return outcome;
    }

    /** What there is to say of a pod that must not be made, since the attempt is a Job, or may be one. */
    private Optional<Outcome> madeBefore(ActivityReady ready, JobRef job, Trial trial) {
        var id = ready.attemptId();
        return switch (units.jobsBefore(id.run(), job.namespace(), trial)) {
            case NONE -> Optional.empty();
            case SOME -> {
                var found = until(() -> present(
                        Tombstone.of(Pack.of(ready), job, settings), () -> Optional.of(new Outcome.Expired()), trial));
                yield found instanceof Outcome.Expired ? Optional.empty() : Optional.of(found);
            }
            case UNKNOWN ->
                Optional.of(
                        trial.objection()
                                .orElseGet(
                                        () -> new Outcome.Waiting(
                                                Reason.API,
                                                "Expected to see whether the run has Jobs from before the unit was 'pod', but can't list them.")));
        };
    }

    private void forgetClaims(ActivityReady ready) {
        for (var object : plan(ready).objects()) {
            if (object.kind() == Kind.CLAIM) {
                claims.forget(object.namespace(), object.name());
            }
        }
    }

    private JobPlan plan(ActivityReady ready) {
        return JobPlan.of(ready, settings);
    }

    /** In place of a disk with files on it, a new one would only let the activity go wrong in some way of its own. */
    private Outcome ensureClaim(PlannedObject claim, ActivityReady ready, Trial trial) {
        return JobPlan.needsUsedDisk(ready) ? until(() -> find(claim, trial)) : ensure(claim, trial);
    }

    private Outcome ensure(PlannedObject object, Trial trial) {
        return until(() -> attempt(object, trial));
    }

    private static Outcome until(Supplier<Optional<Outcome>> attempt) {
        while (true) {
            var tried = attempt.get();
            if (tried.isPresent()) {
                return tried.get();
            }
        }
    }

    private Optional<Outcome> find(PlannedObject claim, Trial trial) {
        return trial.objection().or(() -> present(claim, () -> Optional.of(Refusals.diskLost(claim)), trial));
    }

    /** One try; empty when there is to be another one. */
    private Optional<Outcome> attempt(PlannedObject object, Trial trial) {
        ApiAnswer answer;
        try (var _ = window.enter(Owner.of(object))) {
            var objection = trial.objection();
            if (objection.isPresent()) {
                return objection;
            }
            answer = api.create(object, trial.validUntil());
        }
        return switch (answer) {
            case ApiAnswer.Fine(var created) -> Optional.of(exists(object, created));
            case ApiAnswer.Trouble trouble -> trial.rest(trouble);
            case ApiAnswer.Refused refused
            when refused.code() == ApiCall.CONFLICT ->
                present(object, () -> trial.rest(again(refused.message())), trial);
            case ApiAnswer.Refused refused -> Optional.of(Refusals.of(object, refused));
        };
    }

    /** Looks at what is there already. */
    private Optional<Outcome> present(PlannedObject object, Supplier<Optional<Outcome>> whenMissing, Trial trial) {
        ApiAnswer answer;
        try (var _ = window.enter(Owner.of(object))) {
            answer = api.get(object.kind(), object.namespace(), object.name());
        }
        return switch (answer) {
            case ApiAnswer.Fine(var present)
            when !Owner.of(object).owns(present) -> Optional.of(Refusals.taken(object));
            case ApiAnswer.Fine(var present)
            when Terminating.goes(object.kind(), present) ->
                trial.rest(again(
                        "The %s '%s' is being deleted".formatted(object.kind().kindName(), object.name())));
            case ApiAnswer.Fine(var present) -> Optional.of(exists(object, present));
            case ApiAnswer.Trouble trouble -> trial.rest(trouble);
            case ApiAnswer.Refused refused when refused.isMissing(object.name()) -> whenMissing.get();
            case ApiAnswer.Refused refused
            when refused.code() == ApiCall.CONFLICT -> trial.rest(again(refused.message()));
            case ApiAnswer.Refused refused -> Optional.of(Refusals.of(object, refused));
        };
    }

    private Outcome exists(PlannedObject planned, JsonNode present) {
        uids.remember(planned.kind(), planned.namespace(), planned.name(), present);
        return new Outcome.Created(created(present), members(present));
    }

    /** Who shares what is there and is {@code lead}'s. */
    static Pack pack(AttemptId lead, JsonNode present) {
        return Pack.read(lead, members(present));
    }

    private static @Nullable String members(JsonNode present) {
        return present.path("metadata")
                .path("annotations")
                .path(JobLabels.MEMBERS)
                .asText(null);
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
