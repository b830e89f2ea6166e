package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.tree;

import io.akoflow.contract.JobRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod that has no Job: whoever deletes it, a finalizer keeps it, and with it its name and how it ended, until the
 * attempt is released. So it tells by itself what a Job would.
 *
 * @param pod as Kubernetes has it
 * @param left whether nothing of it runs or will run any more, and only finalizers keep it
 * @param withdrawn whether it was akoflow that asked for its end
 */
public record BarePod(PodView pod, boolean left, boolean withdrawn) {

    /** Keeps the pod until the attempt is released. */
    public static final String FINALIZER = "akoflow.io/attempt";
    /** An annotation of pods without a Job: akoflow itself ends it. */
    public static final String WITHDRAWN = "akoflow.io/withdrawn";

    /**
     * Of a pod with this deletion, if any.
     *
     * @param graceSeconds that its deletion gives it; null when nobody asked for that, or who asked gave none
     */
    public static BarePod of(PodView pod, @Nullable Long graceSeconds, boolean withdrawn) {
        boolean nothingRuns = pod.node() == null || (graceSeconds != null && graceSeconds == 0);
        return new BarePod(pod, pod.deletionAskedAt() != null && nothingRuns, withdrawn);
    }

    /** The pod as a reading needs it: what only a finalizer keeps is as good as gone. */
    public PodView seen() {
        return left ? pod.afterwards() : pod;
    }

    /** What a Job would tell: that somebody ended it. How it ended by itself, the pod tells. */
    public JobView job() {
        boolean isStopped = pod.deletionAskedAt() != null && (left || pod.hasEnded());
        return isStopped ? JobView.ofStopped(withdrawn) : JobView.ACTIVE;
    }

    /** A strategic merge patch that lets the pod with this {@code uid} go, whatever others keep it for. */
    public static Map<String, Object> release(String uid) {
        return tree("metadata", tree("uid", uid, "$deleteFromPrimitiveList/finalizers", List.of(FINALIZER)));
    }

    /**
     * A merge patch that says of the pod with this {@code uid} that akoflow ends it; to be followed by its deletion.
     */
    public static Map<String, Object> withdraw(String uid) {
        return tree("metadata", tree("uid", uid, "annotations", tree(WITHDRAWN, "true")));
    }

    /**
     * One for attempts that have none, at {@code job}, so that its name is taken. No scheduler may give it a node, and
     * it is to be deleted, which its finalizer makes last. It asks for next to nothing, and complies with Pod
     * Security's level restricted, so that hardly any namespace refuses it.
     */
    public static PlannedObject tombstone(Pack pack, JobRef job, PodSettings settings) {
        var kind = PlannedObject.Kind.POD;
        var metadata = tree(
                "name", job.name(),
                "namespace", job.namespace(),
                "labels", JobLabels.of(pack.lead(), settings.shards()),
                "annotations",
                        tree(
                                WITHDRAWN,
                                "true",
                                JobLabels.MEMBERS,
                                pack.members().orElse(null)),
                "finalizers", List.of(FINALIZER));
        var spec = tree(
                "restartPolicy",
                "Never",
                "automountServiceAccountToken",
                false,
                "schedulingGates",
                List.of(tree("name", WITHDRAWN)),
                "securityContext",
                tree("runAsNonRoot", true, "seccompProfile", tree("type", "RuntimeDefault")),
                "containers",
                List.of(containerOfTombstone(settings)));
        var tree = tree("apiVersion", kind.apiVersion(), "kind", kind.kindName(), "metadata", metadata, "spec", spec);
        return new PlannedObject(kind, job.namespace(), job.name(), tree);
    }

    private static Map<String, Object> containerOfTombstone(PodSettings settings) {
        var amounts = tree("cpu", "1m", "memory", "1Mi", "ephemeral-storage", "1Mi");
        return tree(
                "name", JobLabels.CONTAINER,
                "image", settings.copyImage(),
                "command", List.of("true"),
                "resources", tree("requests", amounts, "limits", amounts),
                "securityContext",
                        tree("allowPrivilegeEscalation", false, "capabilities", tree("drop", List.of("ALL"))));
    }
}
