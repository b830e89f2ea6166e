package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.JobRef;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import io.akoflow.engine.kubernetes.PodSettings;
import io.akoflow.engine.kubernetes.QuotaWords;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends attempts that are pods without Jobs: says on the pod that akoflow does so, and deletes it, which its finalizer
 * makes last. So the pod is its own tombstone, as a Job would be.
 */
final class WithdrawnPods {

    /** There is an end all the same: when no pod may be made any more. */
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(36_500);

    private final KubernetesApi api;
    private final Window window;
    private final Uids uids;
    private final PodSettings settings;

    WithdrawnPods(KubernetesApi api, Window window, Uids uids, DispatcherConfig config) {
        this.api = api;
        this.window = window;
        this.uids = uids;
        this.settings = AttemptObjects.settings(config);
    }

    /** Whether the attempt has ended, or is ending, and can't begin again. */
    boolean end(ActivityWithdrawn withdrawn, Trial trial) {
        var forRoom = trial.withPatience(AS_LONG_AS_IT_TAKES);
        while (true) {
            var ended = attempt(withdrawn, trial, forRoom);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
    }

    /** One try; empty when there is to be another one. */
    private Optional<Boolean> attempt(ActivityWithdrawn it, Trial trial, Trial forRoom) {
        var job = it.job();
        var uid = uids.of(Kind.POD, job.namespace(), job.name());
        ApiAnswer answer;
        try (var _ = window.enter(it.run())) {
            if (trial.objection().isPresent()) {
                return Optional.of(false);
            }
            answer = uid.isPresent() ? end(job, uid.get()) : api.get(Kind.POD, job.namespace(), job.name());
        }
        return uid.isPresent() ? ended(job, answer, trial) : found(it, answer, trial, forRoom);
    }

    /** One that is over is left as it is. */
    private ApiAnswer end(JobRef job, String uid) {
        var said = api.patch(Kind.POD, job.namespace(), job.name(), BarePod.withdraw(uid));
        boolean isToEnd = said instanceof ApiAnswer.Fine(var pod) && !isOver(pod);
        return isToEnd ? api.delete(Kind.POD, job.namespace(), job.name(), uid) : said;
    }

    private Optional<Boolean> ended(JobRef job, ApiAnswer answer, Trial trial) {
        return switch (answer) {
            case ApiAnswer.Fine _ -> Optional.of(true);
            case ApiAnswer.Refused refused
            when refused.code() == ApiCall.NOT_FOUND
                    || refused.code() == ApiCall.CONFLICT
                    || refused.code() == ApiCall.UNPROCESSABLE -> {
                uids.forget(Kind.POD, job.namespace(), job.name());
                yield restOrLeave(job, again(refused.message()), trial);
            }
            case ApiAnswer.Refused refused -> Optional.of(Tombstones.left(job, refused.message()));
            case ApiAnswer.Trouble trouble -> restOrLeave(job, trouble, trial);
        };
    }

    private Optional<Boolean> found(ActivityWithdrawn it, ApiAnswer answer, Trial trial, Trial forRoom) {
        var job = it.job();
        return switch (answer) {
            case ApiAnswer.Fine(var present) when !Owner.of(it.attemptId()).owns(present) -> Optional.of(true);
            case ApiAnswer.Fine(var present)
            when Terminating.goes(Kind.POD, present) -> restOrLeave(job, again("it is being deleted"), trial);
            case ApiAnswer.Fine(var present) -> known(job, present);
            case ApiAnswer.Refused refused when refused.code() == ApiCall.NOT_FOUND -> bury(it, trial, forRoom);
            case ApiAnswer.Refused refused -> Optional.of(Tombstones.left(job, refused.message()));
            case ApiAnswer.Trouble trouble -> restOrLeave(job, trouble, trial);
        };
    }

    private Optional<Boolean> known(JobRef job, JsonNode present) {
        uids.remember(Kind.POD, job.namespace(), job.name(), present);
        return isOver(present) ? Optional.of(true) : Optional.empty();
    }

    private static boolean isOver(JsonNode pod) {
        var phase = pod.path("status").path("phase").asText();
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /**
     * There is no pod; one that may still be made has to find its name taken. What is made here is ended next. Where a
     * quota has no room for it, there was none for the attempt either, but there may be at any time.
     */
    private Optional<Boolean> bury(ActivityWithdrawn it, Trial trial, Trial forRoom) {
        if (!Instant.now().isBefore(it.validUntil())) {
            return Optional.of(true);
        }
        var job = it.job();
        ApiAnswer answer;
        try (var _ = window.enter(it.run())) {
            answer = api.create(BarePod.tombstone(Pack.of(it), job, settings), it.validUntil());
        }
        return switch (answer) {
            case ApiAnswer.Fine(var created) -> known(job, created);
            case ApiAnswer.Refused refused
            when refused.code() == ApiCall.CONFLICT -> restOrLeave(job, again(refused.message()), trial);
            case ApiAnswer.Refused refused
            when QuotaWords.isExceeded(refused.message()) -> restOrLeave(job, again(refused.message()), forRoom);
            case ApiAnswer.Refused refused -> Optional.of(Tombstones.left(job, refused.message()));
            case ApiAnswer.Trouble trouble -> restOrLeave(job, trouble, trial);
        };
    }

    private static ApiAnswer.Trouble again(String why) {
        return new ApiAnswer.Trouble(why, Optional.empty());
    }

    private static Optional<Boolean> restOrLeave(JobRef job, ApiAnswer.Trouble trouble, Trial trial) {
        return trial.rest(trouble).map(_ -> Tombstones.left(job, trouble.why()));
    }
}
