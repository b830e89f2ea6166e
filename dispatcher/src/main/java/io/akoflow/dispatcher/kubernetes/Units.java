package io.akoflow.dispatcher.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.RunId;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import io.akoflow.engine.kubernetes.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Whether an attempt is a Job or a pod. Where pods are made, Jobs that were made before that was chosen are found too,
 * so that no attempt is made a second time in the other form, and none is left.
 */
@ApplicationScoped
public class Units {

    private static final Logger LOG = Logger.getLogger(Units.class);
    private static final int MOST_KNOWN = 10_000;

    private final Unit unit;
    private final KubernetesApi api;
    private final Window window;
    private final Uids uids;
    private final Census census;
    private final Recent<Before> before = new Recent<>(MOST_KNOWN);

    Units(DispatcherConfig config, KubernetesApi api, Window window, Uids uids, Census census) {
        this.unit = config.unit();
        this.api = api;
        this.window = window;
        this.uids = uids;
        this.census = census;
    }

    /** Whether a run has Jobs though pods are made without them. */
    enum Before {
        NONE,
        SOME,
        UNKNOWN
    }

    /**
     * What an attempt is that may have been made; empty when that can't be told, and so not what to look for. Where
     * pods are made it is a Job only if one is found, so nothing but the certainty that there is none makes it a pod.
     */
    Optional<Kind> of(AttemptId id, JobRef job, Trial trial) {
        return switch (unit) {
            case JOB -> Optional.of(Kind.JOB);
            case POD -> {
                if (!isKnown(Kind.POD, job)) {
                    census.take(Kind.POD, id.run(), job.namespace(), trial);
                }
                yield isKnown(Kind.POD, job) || jobsBefore(id.run(), job.namespace(), trial) == Before.NONE
                        ? Optional.of(Kind.POD)
                        : ofRunWithJobs(id, job, trial);
            }
        };
    }

    /** The same of one that is to be deleted, as many others of its run will be. */
    Optional<Kind> ofReleased(AttemptId id, JobRef job, Trial trial) {
        if (unit == Unit.JOB && !isKnown(Kind.JOB, job)) {
            census.take(Kind.JOB, id.run(), job.namespace(), trial);
        }
        return of(id, job, trial);
    }

    /** A census says what is there, but not what is not: it may have ended early. */
    private Optional<Kind> ofRunWithJobs(AttemptId id, JobRef job, Trial trial) {
        if (!isKnown(Kind.JOB, job)) {
            census.take(Kind.JOB, id.run(), job.namespace(), trial);
        }
        return isKnown(Kind.JOB, job) ? Optional.of(Kind.JOB) : lookedAt(id, job, trial);
    }

    private Optional<Kind> lookedAt(AttemptId id, JobRef job, Trial trial) {
        var answer = ask(id.run(), () -> api.get(Kind.JOB, job.namespace(), job.name()), trial);
        return answer.isEmpty() ? Optional.empty() : read(id, job, answer.get());
    }

    private Optional<Kind> read(AttemptId id, JobRef job, ApiAnswer answer) {
        return switch (answer) {
            case ApiAnswer.Fine(var present)
            when Owner.of(id).owns(present) -> {
                uids.remember(Kind.JOB, job.namespace(), job.name(), present);
                yield Optional.of(Kind.JOB);
            }
            case ApiAnswer.Fine _ -> Optional.of(Kind.POD);
            case ApiAnswer.Refused refused when refused.isMissing(job.name()) -> Optional.of(Kind.POD);
            case ApiAnswer.Refused _, ApiAnswer.Trouble _ -> {
                LOG.warnf(
                        "Expected to see whether the attempt '%s' in the namespace '%s' is a Job or a pod, but %s",
                        job.name(), job.namespace(), answer);
                yield Optional.empty();
            }
        };
    }

    private boolean isKnown(Kind kind, JobRef job) {
        return uids.of(kind, job.namespace(), job.name()).isPresent();
    }

    /** Asked once of each run, since nobody makes Jobs any more when pods are made. */
    Before jobsBefore(RunId run, String namespace, Trial trial) {
        if (unit == Unit.JOB) {
            return Before.NONE;
        }
        var key = namespace + "/" + run.value();
        var known = before.of(key);
        if (known.isPresent()) {
            return known.get();
        }
        var asked = ask(run, namespace, trial);
        if (asked != Before.UNKNOWN) {
            before.remember(key, asked);
        }
        return asked;
    }

    private Before ask(RunId run, String namespace, Trial trial) {
        var answer = ask(run, () -> api.list(Kind.JOB, namespace, Owner.of(run).selector(), ""), trial);
        if (answer.isPresent() && answer.get() instanceof ApiAnswer.Fine(var page)) {
            return page.path("items").isEmpty() ? Before.NONE : Before.SOME;
        }
        return Before.UNKNOWN;
    }

    /** As often as there is trouble and time; empty when it need not be asked any more. */
    private Optional<ApiAnswer> ask(RunId run, Supplier<ApiAnswer> question, Trial trial) {
        while (true) {
            ApiAnswer answer;
            try (var _ = window.enter(run)) {
                if (trial.objection().isPresent()) {
                    return Optional.empty();
                }
                answer = question.get();
            }
            if (!(answer instanceof ApiAnswer.Trouble trouble)
                    || trial.rest(trouble).isPresent()) {
                return Optional.of(answer);
            }
        }
    }
}
