package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.JobLabels;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which attempt an object belongs to. */
final class AttemptLabels {

    /** A pod's label with its Job's name, see Kubernetes' "Well-Known Labels, Annotations and Taints". */
    static final String JOB_NAME = "batch.kubernetes.io/job-name";

    private static final Logger LOG = Logger.getLogger(AttemptLabels.class);

    private AttemptLabels() {}

    /** Empty when the labels name none. */
    static Optional<AttemptId> attempt(ObjectMeta metadata) {
        var labels = metadata.getLabels() == null ? Map.<String, String>of() : metadata.getLabels();
        try {
            return Optional.of(new AttemptId(
                    new RunId(text(labels.get(JobLabels.RUN))),
                    Integer.parseInt(text(labels.get(JobLabels.ACTIVITY))),
                    Integer.parseInt(text(labels.get(JobLabels.ATTEMPT)))));
        } catch (IllegalArgumentException e) {
            LOG.debugf("Not an attempt's: '%s'. %s", metadata.getName(), e.getMessage());
            return Optional.empty();
        }
    }

    /** When somebody asked for the attempt; null when nobody did. */
    static @Nullable String asked(ObjectMeta metadata) {
        return metadata.getAnnotations() == null
                ? null
                : metadata.getAnnotations().get(JobLabels.ASKED);
    }

    /** The key of the Job that a pod belongs to, or its own when it belongs to nobody; empty when to somebody else. */
    static Optional<String> attemptOf(ObjectMeta pod) {
        return isBare(pod)
                ? Optional.of(key(pod.getNamespace(), pod.getName()))
                : owners(pod).stream()
                        .filter(owner -> "Job".equals(owner.getKind()))
                        .findFirst()
                        .map(OwnerReference::getName)
                        .map(name -> key(pod.getNamespace(), name));
    }

    /**
     * Whether a pod stands for an attempt by itself. One that a Job has made and left behind, as {@code kubectl delete
     * --cascade=orphan} has it, does not: its attempt is another one's to tell.
     */
    static boolean isBare(ObjectMeta pod) {
        boolean isOfJob = pod.getLabels() != null && pod.getLabels().containsKey(JOB_NAME);
        return owners(pod).isEmpty() && !isOfJob;
    }

    private static List<OwnerReference> owners(ObjectMeta pod) {
        return pod.getOwnerReferences() == null ? List.of() : pod.getOwnerReferences();
    }

    /** The key of an object among those of its kind. */
    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    private static String text(@Nullable String label) {
        return label == null ? "" : label;
    }
}
