package io.akoflow.dispatcher.kubernetes;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.RunId;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.JobPlan.Leftover;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks for what attempts and runs have left, and deletes it, but never what belongs to somebody else. */
@ApplicationScoped
public class Leftovers {

    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    /** That a run's claims can go is said once, so it is not given up on. */
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(36_500);

    private final KubernetesApi api;
    private final Window window;
    private final Claims claims;
    private final Uids uids;
    private final Units units;
    private final Duration patience;

    Leftovers(KubernetesApi api, Window window, Claims claims, Uids uids, Units units, DispatcherConfig config) {
        this.api = api;
        this.window = window;
        this.claims = claims;
        this.uids = uids;
        this.units = units;
        this.patience = config.patience();
    }

    /** Whether nothing is left of the attempt, whose Job or pod is {@code job}. */
    public boolean delete(AttemptId id, JobRef job, boolean script, CallOff callOff) {
        var kind = units.ofReleased(id, job, Trial.unlimited(callOff, patience));
        if (kind.isEmpty()) {
            return false;
        }
        boolean gone = true;
        for (var leftover : JobPlan.leftovers(job, kind.get(), script)) {
            gone &= delete(leftover, Owner.of(id), Trial.unlimited(callOff, patience));
        }
        return gone;
    }

    /** Whether none of these claims of {@code run} is left. */
    public boolean deleteClaims(RunId run, String namespace, List<String> names, CallOff callOff) {
        boolean gone = true;
        for (var name : names) {
            claims.forget(namespace, name);
            var trial = Trial.unlimited(callOff, AS_LONG_AS_IT_TAKES);
            gone &= delete(new Leftover(Kind.CLAIM, namespace, name), Owner.of(run), trial);
        }
        return gone;
    }

    /**
     * Which of those that {@code check} is about certainly have no Job or pod. If there is one, whoever watches it can
     * tell best what became of it, and is asked to.
     */
    public List<AttemptId> lost(ActivityCheck check, CallOff callOff) {
        var kind = units.of(check.attemptId(), check.job(), Trial.unlimited(callOff, patience));
        return kind.isEmpty() ? List.of() : lost(check, kind.get(), callOff);
    }

    private List<AttemptId> lost(ActivityCheck check, Kind kind, CallOff callOff) {
        var job = check.job();
        ApiAnswer answer;
        try (var _ = window.enter(check.run())) {
            if (callOff.isOff()) {
                return List.of();
            }
            answer = api.get(kind, job.namespace(), job.name());
        }
        var all = Pack.of(check).attempts();
        return switch (answer) {
            case ApiAnswer.Fine(var present)
            when Owner.of(check.attemptId()).owns(present) -> {
                ask(check, kind, present.path("metadata").path("uid").asText());
                var found = AttemptObjects.pack(check.attemptId(), present).attempts();
                yield all.stream().filter(it -> !found.contains(it)).toList();
            }
            case ApiAnswer.Fine _ -> all;
            case ApiAnswer.Refused refused -> refused.isMissing(job.name()) ? all : List.of();
            case ApiAnswer.Trouble _ -> List.of();
        };
    }

    /** Once: when it does not go well, the planner checks again. */
    private void ask(ActivityCheck check, Kind kind, String uid) {
        var job = check.job();
        var annotations = Map.of(JobLabels.ASKED, check.at().toString());
        var patch = Map.of("metadata", Map.of("uid", uid, "annotations", annotations));
        ApiAnswer answer;
        try (var _ = window.enter(check.run())) {
            answer = api.patch(kind, job.namespace(), job.name(), patch);
        }
        if (!(answer instanceof ApiAnswer.Fine)) {
            LOG.infof("Expected to ask what became of '%s', but %s", check.attemptId(), answer);
        }
    }

    private boolean delete(Leftover leftover, Owner owner, Trial trial) {
        while (true) {
            var gone = attempt(leftover, owner, trial);
            if (gone.isPresent()) {
                return gone.get();
            }
        }
    }

    /** One try; empty when there is to be another one. */
    private Optional<Boolean> attempt(Leftover leftover, Owner owner, Trial trial) {
        var uid = uids.of(leftover.kind(), leftover.namespace(), leftover.name());
        ApiAnswer answer;
        try (var _ = window.enterToClear(owner)) {
            if (trial.objection().isPresent()) {
                return Optional.of(false);
            }
            answer = uid.isPresent()
                    ? delete(leftover, uid.get())
                    : api.get(leftover.kind(), leftover.namespace(), leftover.name());
        }
        return switch (answer) {
            case ApiAnswer.Fine _ when uid.isPresent() -> Optional.of(gone(leftover));
            case ApiAnswer.Fine(var present)
            when owner.owns(present) -> {
                uids.remember(leftover.kind(), leftover.namespace(), leftover.name(), present);
                yield Optional.empty();
            }
            case ApiAnswer.Fine _ -> Optional.of(gone(leftover));
            case ApiAnswer.Refused refused when refused.code() == ApiCall.NOT_FOUND -> Optional.of(gone(leftover));
            case ApiAnswer.Refused refused
            when isOfAnother(leftover, refused) -> {
                uids.forget(leftover.kind(), leftover.namespace(), leftover.name());
                yield restOrLeave(leftover, new ApiAnswer.Trouble(refused.message(), Optional.empty()), trial);
            }
            case ApiAnswer.Refused refused -> Optional.of(left(leftover, refused.message()));
            case ApiAnswer.Trouble trouble -> restOrLeave(leftover, trouble, trial);
        };
    }

    /** A pod is kept for the attempt until now; then it goes as it would have gone. */
    private ApiAnswer delete(Leftover it, String uid) {
        if (it.kind() == Kind.POD) {
            var released = api.patchStrategically(it.kind(), it.namespace(), it.name(), BarePod.release(uid));
            boolean isGoing = released instanceof ApiAnswer.Fine(var pod)
                    && pod.path("metadata").hasNonNull("deletionTimestamp");
            if (isGoing || !(released instanceof ApiAnswer.Fine)) {
                return released;
            }
        }
        return api.delete(it.kind(), it.namespace(), it.name(), uid);
    }

    /** A patch of what has another uid is called invalid by real API servers. */
    private static boolean isOfAnother(Leftover leftover, ApiAnswer.Refused refused) {
        return refused.code() == ApiCall.CONFLICT
                || (leftover.kind() == Kind.POD && refused.code() == ApiCall.UNPROCESSABLE);
    }

    private boolean gone(Leftover leftover) {
        uids.forget(leftover.kind(), leftover.namespace(), leftover.name());
        return true;
    }

    private static Optional<Boolean> restOrLeave(Leftover leftover, ApiAnswer.Trouble trouble, Trial trial) {
        return trial.rest(trouble).map(_ -> left(leftover, trouble.why()));
    }

    private static boolean left(Leftover leftover, String why) {
        LOG.warnf(
                "Expected to delete the %s '%s' in the namespace '%s', but it stays: %s",
                leftover.kind().kindName(), leftover.name(), leftover.namespace(), why);
        return false;
    }
}
