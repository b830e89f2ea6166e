package io.akoflow.engine.kubernetes;

import io.akoflow.contract.PodRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PodReading} needs of a pod.
 *
 * @param node null while it has none
 * @param gone whether it is not there any more, and this is how it was seen last
 * @param deletionAskedAt when somebody asked for its deletion; null when nobody did
 * @param phase null when there is none yet
 * @param reason of the pod as a whole, such as {@code Evicted}; null for none
 * @param message to that reason
 * @param conditions those that hold something of interest
 * @param containers init containers first
 */
public record PodView(
        String uid,
        String name,
        @Nullable String node,
        boolean gone,
        @Nullable Instant deletionAskedAt,
        @Nullable String phase,
        @Nullable String reason,
        @Nullable String message,
        List<ConditionView> conditions,
        List<ContainerView> containers) {

    /** The condition that tells why Kubernetes ended it. */
    private static final String DISRUPTION = "DisruptionTarget";

    public PodView {
        conditions = List.copyOf(conditions);
        containers = List.copyOf(containers);
    }

    /**
     * One of its conditions, as Kubernetes has them.
     *
     * @param since when it became so; null when nobody knows
     */
    public record ConditionView(
            String type,
            boolean holds,
            @Nullable String reason,
            @Nullable String message,
            @Nullable Instant since) {}

    /**
     * The same pod, as it is now known to be asked to go since the time that {@code before} tells: while it goes, that
     * is overwritten.
     */
    public PodView after(@Nullable PodView before) {
        var first = before != null && before.uid().equals(uid) ? before.deletionAskedAt() : null;
        return first == null || deletionAskedAt == null || !first.isBefore(deletionAskedAt)
                ? this
                : new PodView(uid, name, node, gone, first, phase, reason, message, conditions, containers);
    }

    /** The same pod, after it has gone. */
    public PodView afterwards() {
        return new PodView(uid, name, node, true, deletionAskedAt, phase, reason, message, conditions, containers);
    }

    /** The same pod with other containers, and this message. */
    PodView withContainers(List<ContainerView> others, @Nullable String told) {
        return new PodView(uid, name, node, gone, deletionAskedAt, phase, reason, told, conditions, others);
    }

    /** The same pod, as if nothing had happened to it as a whole. */
    PodView withoutFate() {
        var others = conditions.stream()
                .filter(condition -> !condition.type().equals(DISRUPTION))
                .toList();
        return new PodView(uid, name, node, gone, deletionAskedAt, phase, null, null, others, containers);
    }

    /** The same pod, when it is only to be remembered that it was. */
    public PodView cutDown() {
        return new PodView(uid, name, null, gone, null, null, null, null, List.of(), List.of());
    }

    /** How the pod is named in what is said about it. */
    public PodRef ref() {
        return new PodRef(
                uid, name, node, activity().map(ContainerView::imageId).orElse(null));
    }

    /** The container that runs the command; empty before the kubelet has said anything of it. */
    public Optional<ContainerView> activity() {
        return containers.stream()
                .filter(container -> container.name().equals(JobLabels.CONTAINER))
                .findFirst();
    }

    /** Whether nothing more will come of it. */
    boolean hasEnded() {
        return "Failed".equals(phase) || "Succeeded".equals(phase);
    }

    /** That Kubernetes ended it. */
    Optional<ConditionView> disruption() {
        return condition(DISRUPTION).filter(ConditionView::holds);
    }

    Optional<ConditionView> condition(String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
