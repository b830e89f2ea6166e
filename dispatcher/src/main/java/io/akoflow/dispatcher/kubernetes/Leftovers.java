package io.akoflow.dispatcher.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.JobRef;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.JobPlan;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks for what attempts and runs have left, and deletes it. */
@ApplicationScoped
public class Leftovers {

    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private final KubernetesApi api;
    private final Window window;
    private final Claims claims;
    private final Duration patience;

    Leftovers(KubernetesApi api, Window window, Claims claims, DispatcherConfig config) {
        this.api = api;
        this.window = window;
        this.claims = claims;
        this.patience = config.patience();
    }

    /** Whether nothing is left of the attempt at {@code job}. */
    public boolean delete(JobRef job, boolean script, CallOff callOff) {
        boolean gone = true;
        for (var leftover : JobPlan.leftovers(job, script)) {
            gone &= delete(leftover.kind(), leftover.namespace(), leftover.name(), callOff);
        }
        return gone;
    }

    /** Whether none of these claims is left. */
    public boolean deleteClaims(String namespace, List<String> names, CallOff callOff) {
        boolean gone = true;
        for (var name : names) {
            claims.forget(namespace, name);
            gone &= delete(Kind.CLAIM, namespace, name, callOff);
        }
        return gone;
    }

    /** Whether it is certain that the attempt has no Job. */
    public boolean isLost(AttemptId id, JobRef job) {
        ApiAnswer answer;
        try (var _ = window.enter()) {
            answer = api.get(Kind.JOB, job.namespace(), job.name());
        }
        return switch (answer) {
            case ApiAnswer.Fine(var present) -> !Ownership.fits(present, id);
            case ApiAnswer.Refused refused -> refused.isMissing(job.name());
            case ApiAnswer.Trouble _ -> false;
        };
    }

    private boolean delete(Kind kind, String namespace, String name, CallOff callOff) {
        var trial = Trial.unlimited(callOff, patience);
        while (true) {
            var gone = attempt(kind, namespace, name, trial);
            if (gone.isPresent()) {
                return gone.get();
            }
        }
    }

    /** One try; empty when there is to be another one. */
    private Optional<Boolean> attempt(Kind kind, String namespace, String name, Trial trial) {
        ApiAnswer answer;
        try (var _ = window.enter()) {
            if (trial.objection().isPresent()) {
                return Optional.of(false);
            }
            answer = api.delete(kind, namespace, name);
        }
        return switch (answer) {
            case ApiAnswer.Fine _ -> Optional.of(true);
            case ApiAnswer.Trouble trouble -> trial.rest(trouble).map(_ -> left(kind, namespace, name, trouble.why()));
            case ApiAnswer.Refused refused when refused.code() == ApiCall.NOT_FOUND -> Optional.of(true);
            case ApiAnswer.Refused refused
            when refused.code() == ApiCall.CONFLICT ->
                trial.rest(new ApiAnswer.Trouble(refused.message(), Optional.empty()))
                        .map(_ -> left(kind, namespace, name, refused.message()));
            case ApiAnswer.Refused refused -> Optional.of(left(kind, namespace, name, refused.message()));
        };
    }

    private static boolean left(Kind kind, String namespace, String name, String why) {
        LOG.warnf("Expected to delete the %s '%s/%s', but it stays: %s", kind.kindName(), namespace, name, why);
        return false;
    }
}
