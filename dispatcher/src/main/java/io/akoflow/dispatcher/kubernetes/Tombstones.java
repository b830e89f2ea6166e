package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.JobRef;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import io.akoflow.engine.kubernetes.PodSettings;
import io.akoflow.engine.kubernetes.Tombstone;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Ends attempts that are not wanted any more, and leaves their Jobs or pods as their own tombstones, so that no command
 * that is repeated makes them anew. An attempt that has no Job gets one that never starts anything, as long as it needs
 * one.
 */
@ApplicationScoped
public class Tombstones {

    private static final Logger LOG = Logger.getLogger(Tombstones.class);

    private final KubernetesApi api;
    private final Window window;
    private final Uids uids;
    private final Units units;
    private final WithdrawnPods pods;
    private final PodSettings settings;
    private final Duration patience;

    Tombstones(KubernetesApi api, Window window, Uids uids, Units units, DispatcherConfig config) {
        this.api = api;
        this.window = window;
        this.uids = uids;
        this.units = units;
        this.pods = new WithdrawnPods(api, window, uids, config);
        this.settings = AttemptObjects.settings(config);
        this.patience = config.patience();
    }

    /** Whether the attempt has ended, or is ending, and can't begin again. */
    public boolean end(ActivityWithdrawn withdrawn, CallOff callOff) {
        var trial = Trial.unlimited(callOff, patience);
        var kind = units.of(withdrawn.attemptId(), withdrawn.job(), trial);
        if (kind.isEmpty()) {
            return false;
        }
        return kind.get() == Kind.POD ? pods.end(withdrawn, trial) : endJob(withdrawn, trial);
    }

    private boolean endJob(ActivityWithdrawn withdrawn, Trial trial) {
        while (true) {
            var ended = attempt(withdrawn, trial);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
    }

    /** One try; empty when there is to be another one. */
    private Optional<Boolean> attempt(ActivityWithdrawn it, Trial trial) {
        var job = it.job();
        var uid = uids.of(Kind.JOB, job.namespace(), job.name());
        ApiAnswer answer;
        try (var _ = window.enter(it.run())) {
            if (trial.objection().isPresent()) {
                return Optional.of(false);
            }
            answer = uid.isPresent()
                    ? api.patch(Kind.JOB, job.namespace(), job.name(), Tombstone.patch(uid.get()))
                    : api.get(Kind.JOB, job.namespace(), job.name());
        }
        return uid.isPresent() ? patched(job, answer, trial) : found(it, answer, trial);
    }

    /** What has the name may not be what was known, which real API servers call invalid. */
    private Optional<Boolean> patched(JobRef job, ApiAnswer answer, Trial trial) {
        return switch (answer) {
            case ApiAnswer.Fine _ -> Optional.of(true);
            case ApiAnswer.Refused refused
            when refused.code() == ApiCall.NOT_FOUND
                    || refused.code() == ApiCall.CONFLICT
                    || refused.code() == ApiCall.UNPROCESSABLE -> {
                uids.forget(Kind.JOB, job.namespace(), job.name());
                yield restOrLeave(job, again(refused.message()), trial);
            }
            case ApiAnswer.Refused refused -> Optional.of(left(job, refused.message()));
            case ApiAnswer.Trouble trouble -> restOrLeave(job, trouble, trial);
        };
    }

    private Optional<Boolean> found(ActivityWithdrawn it, ApiAnswer answer, Trial trial) {
        var job = it.job();
        return switch (answer) {
            case ApiAnswer.Fine(var present) when !Owner.of(it.attemptId()).owns(present) -> Optional.of(true);
            case ApiAnswer.Fine(var present)
            when present.path("metadata").hasNonNull("deletionTimestamp") ->
                restOrLeave(job, again("it is being deleted"), trial);
            case ApiAnswer.Fine(var present) -> known(job, present);
            case ApiAnswer.Refused refused when refused.code() == ApiCall.NOT_FOUND -> bury(it, trial);
            case ApiAnswer.Refused refused -> Optional.of(left(job, refused.message()));
            case ApiAnswer.Trouble trouble -> restOrLeave(job, trouble, trial);
        };
    }

    /** One that is over is left as it is. */
    private Optional<Boolean> known(JobRef job, JsonNode present) {
        for (var condition : present.path("status").path("conditions")) {
            var type = condition.path("type").asText();
            if (type.equals("Complete") || type.equals("Failed")) {
                return Optional.of(true);
            }
        }
        uids.remember(Kind.JOB, job.namespace(), job.name(), present);
        return Optional.empty();
    }

    /** There is no Job; one that may still be made has to find its name taken. */
    private Optional<Boolean> bury(ActivityWithdrawn it, Trial trial) {
        if (!Instant.now().isBefore(it.validUntil())) {
            return Optional.of(true);
        }
        var tombstone = Tombstone.of(Pack.of(it), it.job(), settings);
        ApiAnswer answer;
        try (var _ = window.enter(it.run())) {
            answer = api.create(tombstone, it.validUntil());
        }
        return switch (answer) {
            case ApiAnswer.Fine(var created) -> {
                uids.remember(Kind.JOB, it.job().namespace(), it.job().name(), created);
                yield Optional.of(true);
            }
            case ApiAnswer.Refused refused
            when refused.code() == ApiCall.CONFLICT -> restOrLeave(it.job(), again(refused.message()), trial);
            case ApiAnswer.Refused refused -> Optional.of(left(it.job(), refused.message()));
            case ApiAnswer.Trouble trouble -> restOrLeave(it.job(), trouble, trial);
        };
    }

    private static ApiAnswer.Trouble again(String why) {
        return new ApiAnswer.Trouble(why, Optional.empty());
    }

    private static Optional<Boolean> restOrLeave(JobRef job, ApiAnswer.Trouble trouble, Trial trial) {
        return trial.rest(trouble).map(_ -> left(job, trouble.why()));
    }

    static boolean left(JobRef job, String why) {
        LOG.warnf(
                "Expected to end the attempt '%s' in the namespace '%s', or to take its name, but could not: %s",
                job.name(), job.namespace(), why);
        return false;
    }
}
