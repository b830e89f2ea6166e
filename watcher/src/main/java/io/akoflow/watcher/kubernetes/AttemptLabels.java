package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import io.akoflow.engine.kubernetes.JobLabels;
import io.akoflow.engine.kubernetes.Pack;
import io.akoflow.engine.kubernetes.Seat;
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

    private static final String SEPARATOR = "/";

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

    /** All attempts that share the object, the lead first; empty when the labels name none. */
    static Optional<Pack> pack(ObjectMeta metadata) {
        return attempt(metadata).map(lead -> Pack.read(lead, annotation(metadata, JobLabels.MEMBERS)));
    }

    /** When somebody asked for the attempt; null when nobody did. */
    static @Nullable String asked(ObjectMeta metadata) {
        return annotation(metadata, JobLabels.ASKED);
    }

    private static @Nullable String annotation(ObjectMeta metadata, String name) {
        return metadata.getAnnotations() == null
                ? null
                : metadata.getAnnotations().get(name);
    }

    /**
     * The key of the Job that a pod belongs to, or did before that left it behind; its own when it belongs to nobody;
     * empty when to somebody else.
     */
    static Optional<String> attemptOf(ObjectMeta pod) {
        var name = owners(pod).isEmpty()
                ? Optional.of(madeBy(pod).orElse(pod.getName()))
                : owners(pod).stream()
                        .filter(owner -> "Job".equals(owner.getKind()))
                        .findFirst()
                        .map(OwnerReference::getName);
        return name.map(it -> key(pod.getNamespace(), it));
    }

    /**
     * Whether a pod stands for an attempt by itself. One that a Job has made and left behind, as {@code kubectl delete
     * --cascade=orphan} has it, does not: it still is that Job's attempt's.
     */
    static boolean isBare(ObjectMeta pod) {
        return owners(pod).isEmpty() && madeBy(pod).isEmpty();
    }

    private static Optional<String> madeBy(ObjectMeta pod) {
        return Optional.ofNullable(pod.getLabels()).map(labels -> labels.get(JOB_NAME));
    }

    private static List<OwnerReference> owners(ObjectMeta pod) {
        return pod.getOwnerReferences() == null ? List.of() : pod.getOwnerReferences();
    }

    /** The key of an object among those of its kind. */
    static String key(String namespace, String name) {
        return namespace + SEPARATOR + name;
    }

    /**
     * The key of an attempt whose Job or pod has the key {@code job}: the same, if it is not one of others beside it.
     */
    static String key(String job, Seat seat) {
        return seat.suffix().isEmpty() ? job : job + SEPARATOR + seat.suffix();
    }

    /** The key of the Job or pod of the attempt with the key {@code key}. */
    static String jobOf(String key) {
        int last = key.lastIndexOf(SEPARATOR);
        return key.indexOf(SEPARATOR) == last ? key : key.substring(0, last);
    }

    private static String text(@Nullable String label) {
        return label == null ? "" : label;
    }
}
