package io.akoflow.engine.kubernetes;

import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.engine.kubernetes.PodReading.Failed;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The place of an attempt in its pod: which containers there are its own.
 *
 * @param suffix of their names
 * @param shared whether others have theirs in the same pod
 */
public record Seat(String suffix, boolean shared) {

    /** Of an attempt that has a pod to itself. */
    public static final Seat ALONE = new Seat("", false);

    private static final Pattern OF_ATTEMPTS =
            Pattern.compile("(%s|%s)(-\\d+)?".formatted(JobLabels.CONTAINER, JobLabels.COPY_CONTAINER));

    private static final String COPY_OF_OTHER = "files that another activity in its pod needs could not be copied";

    /**
     * Where the one pod has no room, each for itself may find some. This is for disks: how long it waits for a node is
     * the planner's to say.
     */
    private static final Duration LONGEST_WAIT_TOGETHER = Duration.ofMinutes(5);

    /** Failures of a pod as a whole that may be only because of its size. */
    private static final Set<String> OF_WHOLE = Set.of("Unschedulable", "Quota", "Refused");

    /** What the container is called in the pod that is called {@code name} where an attempt is alone. */
    public String container(String name) {
        return name + suffix;
    }

    /**
     * The pod as it would be if this attempt had it to itself: no more is told of the others, nor of what happened to
     * the pod only because they went on in it.
     */
    public PodView of(PodView pod) {
        if (!shared) {
            return pod;
        }
        var own = pod.containers().stream().flatMap(it -> own(it).stream()).toList();
        boolean isForOther = pod.containers().stream().anyMatch(it -> it.init() && it.hasFailed() && own(it).isEmpty());
        var mine = pod.withContainers(own, isForOther && pod.reason() == null ? COPY_OF_OTHER : pod.message());
        return PodEnd.hadFailed(mine) ? mine.withoutFate() : mine;
    }

    /** Those that are no attempt's, such as a sidecar, belong to everybody. */
    private Optional<ContainerView> own(ContainerView container) {
        var name = OF_ATTEMPTS.matcher(container.name());
        if (!name.matches()) {
            return Optional.of(container);
        }
        boolean isOwn = suffix.equals(name.group(2) == null ? "" : name.group(2));
        return isOwn ? Optional.of(container.named(name.group(1))) : Optional.empty();
    }

    /**
     * How long to wait where a pod may have too many disks only because it is shared. Whether a node is worth waiting
     * for depends on what else the run has under way, which is not known here.
     */
    public Patience of(Patience patience) {
        return shared && patience.unschedulable() == null
                ? new Patience(patience.grace(), patience.imagePull(), null, LONGEST_WAIT_TOGETHER)
                : patience;
    }

    /**
     * The same, unless the pod as a whole could not be had: then it is nobody's fault before each was tried alone. When
     * akoflow ended it, that may be because of any of them.
     */
    public PodReading of(PodReading reading) {
        return shared && reading instanceof Failed(var pod, var startedAt, var at, var failure)
                ? new Failed(pod, startedAt, at, together(failure))
                : reading;
    }

    private static Failure together(Failure failure) {
        if (failure.kind().equals(PodFailures.WITHDRAWN)) {
            return PodFailures.withdrawnTogether(failure.logTail());
        }
        return OF_WHOLE.contains(failure.kind()) ? triedAlone(failure) : failure;
    }

    /** What {@code failure}, which is about a whole pod, is to one of those that share it: another attempt is alone. */
    public static Failure triedAlone(Failure failure) {
        return new Failure(
                FailureClass.INFRASTRUCTURE,
                failure.kind(),
                failure.exitCode(),
                failure.cause(),
                "It shared a pod with other activities: another attempt follows that has one to itself. Should that fail"
                        + " too: " + failure.advice(),
                failure.logTail());
    }
}
