package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.orAbsent;
import static io.akoflow.engine.kubernetes.Trees.tree;

import io.akoflow.contract.JobRef;
import java.util.List;
import java.util.Map;

/**
 * A Job that may take no time: what is left of an attempt that is not wanted any more, so that its name is taken. Such
 * a Job fails for good, with all its pods ended, and never makes another one, whatever becomes of it.
 */
public final class Tombstone {

    private static final long NO_TIME = 0;

    private Tombstone() {}

    /** A merge patch that makes one of the Job with this {@code uid}; of a Job that is over, nothing changes. */
    public static Map<String, Object> patch(String uid) {
        return tree("metadata", tree("uid", uid), "spec", tree("activeDeadlineSeconds", NO_TIME));
    }

    /** One for attempts that have no Job, at {@code job}. It has nothing of their commands. */
    public static PlannedObject of(Pack pack, JobRef job, PodSettings settings) {
        var labels = JobLabels.of(pack.lead(), settings.shards());
        var annotations = orAbsent(tree(JobLabels.MEMBERS, pack.members().orElse(null)));
        var container = tree("name", JobLabels.CONTAINER, "image", settings.copyImage(), "command", List.of("true"));
        var pod =
                tree("restartPolicy", "Never", "automountServiceAccountToken", false, "containers", List.of(container));
        var spec = tree(
                "activeDeadlineSeconds",
                NO_TIME,
                "backoffLimit",
                0,
                "template",
                tree("metadata", tree("labels", labels, "annotations", annotations), "spec", pod));
        var kind = PlannedObject.Kind.JOB;
        var tree = tree(
                "apiVersion",
                kind.apiVersion(),
                "kind",
                kind.kindName(),
                "metadata",
                tree("name", job.name(), "namespace", job.namespace(), "labels", labels, "annotations", annotations),
                "spec",
                spec);
        return new PlannedObject(kind, job.namespace(), job.name(), tree);
    }

    /** Whether a Job whose {@code activeDeadlineSeconds} are these is one. */
    public static boolean isOne(long activeDeadlineSeconds) {
        return activeDeadlineSeconds == NO_TIME;
    }
}
