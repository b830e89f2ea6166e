package io.akoflow.dispatcher.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.RunId;
import io.akoflow.dispatcher.DispatcherConfig;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import io.akoflow.engine.kubernetes.Unit;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether an attempt is a Job or a pod. Where pods are made, Jobs that were made before that was chosen are found too,
 * so that no attempt is made a second time in the other form, and none is left.
 */
@ApplicationScoped
public class Units {

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

    /** What an attempt is that may have been made. */
    Kind of(AttemptId id, JobRef job, Trial trial) {
        return switch (unit) {
            case JOB -> Kind.JOB;
            case POD -> {
                if (!isKnown(Kind.POD, job)) {
                    census.take(Kind.POD, id.run(), job.namespace(), trial);
                    census.take(Kind.JOB, id.run(), job.namespace(), trial);
                }
                yield !isKnown(Kind.POD, job) && isKnown(Kind.JOB, job) ? Kind.JOB : Kind.POD;
            }
        };
    }

    /** The same of one that is to be deleted, as many others of its run will be. */
    Kind ofReleased(AttemptId id, JobRef job, Trial trial) {
        if (unit == Unit.JOB && !isKnown(Kind.JOB, job)) {
            census.take(Kind.JOB, id.run(), job.namespace(), trial);
        }
        return of(id, job, trial);
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
        while (true) {
            ApiAnswer answer;
            try (var _ = window.enter()) {
                if (trial.objection().isPresent()) {
                    return Before.UNKNOWN;
                }
                answer = api.list(Kind.JOB, namespace, Owner.of(run).selector(), "");
            }
            if (answer instanceof ApiAnswer.Fine(var page)) {
                return page.path("items").isEmpty() ? Before.NONE : Before.SOME;
            }
            if (!(answer instanceof ApiAnswer.Trouble trouble)
                    || trial.rest(trouble).isPresent()) {
                return Before.UNKNOWN;
            }
        }
    }
}
