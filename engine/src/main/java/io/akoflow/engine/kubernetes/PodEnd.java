package io.akoflow.engine.kubernetes;

import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import io.akoflow.engine.kubernetes.ContainerView.Terminated;
import io.akoflow.engine.kubernetes.PodReading.Failed;
import io.akoflow.engine.kubernetes.PodReading.NothingYet;
import io.akoflow.engine.kubernetes.PodReading.Succeeded;
import io.akoflow.engine.kubernetes.PodView.ConditionView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an attempt has ended, if it has. The order of the rules is what makes them right: the first that fits counts. */
final class PodEnd {

    private static final int KILLED = 137;
    private static final int TERMINATED = 143;
    private static final int MOMENT_SECONDS = 5;
    /** What a kubelet says of a container that is not there any more. */
    private static final String NOT_FOUND = "ContainerStatusUnknown";
    /** What containerd says, with exit code 255, of one that ended while it looked away, as when a node goes down. */
    private static final String LOST = "Unknown";

    private final AttemptView seen;
    private final Instant now;

    PodEnd(AttemptView seen, Instant now) {
        this.seen = seen;
        this.now = now;
    }

    /** Empty when it has not ended. */
    Optional<PodReading> read() {
        var command = seen.seenPod().flatMap(PodView::activity).flatMap(ContainerView::terminated);
        if (command.isPresent() && command.get().exitCode() == 0) {
            return Optional.of(succeeded(command.get()));
        }
        if (seen.isWithoutPod() && seen.job().state() == JobView.State.COMPLETE) {
            return Optional.of(succeededWithoutPod());
        }
        var pod = seen.pod();
        if (pod == null) {
            return seen.job().isOverWithoutSuccess() ? Optional.of(failed(null, null, deleted())) : Optional.empty();
        }
        return hasEnded(pod) ? Optional.of(ofPod(pod)) : Optional.empty();
    }

    private boolean hasEnded(PodView pod) {
        return pod.hasEnded()
                || pod.gone()
                || pod.containers().stream().anyMatch(each -> each.hasFailed() && matters(each));
    }

    private static boolean matters(ContainerView container) {
        return container.init() || container.name().equals(JobLabels.CONTAINER);
    }

    /**
     * Whether it had failed by itself before anything happened to its pod as a whole, as far as its exit code and the
     * times tell.
     */
    static boolean hadFailed(PodView pod) {
        var disruption = pod.disruption().map(ConditionView::since).orElse(null);
        return pod.containers().stream()
                .filter(container -> container.hasFailed() && matters(container))
                .flatMap(container -> container.terminated().stream())
                .anyMatch(ended -> isByItself(ended) && isBefore(ended, disruption));
    }

    private static boolean isByItself(Terminated ended) {
        return !isBySignal(ended) && !ended.isFor(NOT_FOUND) && !ended.isFor(LOST);
    }

    private static boolean isBySignal(Terminated ended) {
        return ended.exitCode() == KILLED || ended.exitCode() == TERMINATED;
    }

    private static boolean isBefore(Terminated ended, @Nullable Instant at) {
        return at == null || (ended.finishedAt() != null && ended.finishedAt().isBefore(at));
    }

    private PodReading ofPod(PodView pod) {
        var ofWhole = PodFailures.ofWhole(pod);
        if (ofWhole.isPresent()) {
            return failed(pod, null, ofWhole.get());
        }
        var failing = pod.containers().stream()
                .filter(container -> container.hasFailed() && matters(container))
                .findFirst();
        if (wasStoppedByDeletion(pod, failing.flatMap(ContainerView::terminated).orElse(null))) {
            return seen.job().isOverWithoutSuccess() ? failed(pod, null, deleted()) : new NothingYet();
        }
        return failing.flatMap(container ->
                        container.terminated().map(ended -> failed(pod, ended, ofContainer(pod, container, ended))))
                .orElseGet(() -> failed(pod, null, PodFailures.unknown(pod)));
    }

    /**
     * Times are in whole seconds. When its containers have ended the kubelet asks once more for the pod's deletion, so
     * that who sees it only then sees a deletion that came a moment after a signal's end.
     */
    private static boolean wasStoppedByDeletion(PodView pod, @Nullable Terminated ended) {
        var asked = pod.deletionAskedAt();
        if (ended == null || ended.finishedAt() == null) {
            return (pod.gone() && !pod.hasEnded()) || asked != null;
        }
        return asked != null
                && !ended.finishedAt().isBefore(isBySignal(ended) ? asked.minusSeconds(MOMENT_SECONDS) : asked);
    }

    private static Failure ofContainer(PodView pod, ContainerView container, Terminated ended) {
        if (ended.isFor(NOT_FOUND) || ended.isFor(LOST)) {
            return PodFailures.unknown(pod);
        }
        if (ended.isFor("StartError") || ended.isFor("ContainerCannotRun")) {
            return ContainerFailures.cannotStart(container, ended);
        }
        var outOfMemory = pod.containers().stream()
                .filter(each -> each.hasFailed()
                        && each.terminated()
                                .filter(its -> its.isFor("OOMKilled"))
                                .isPresent())
                .findFirst();
        if (outOfMemory.isPresent()) {
            return ContainerFailures.outOfMemory(outOfMemory.get(), ended);
        }
        if (ended.exitCode() == KILLED && container.limited()) {
            return ContainerFailures.outOfMemory(container, ended);
        }
        return ContainerFailures.exitCode(container, ended);
    }

    private Succeeded succeeded(Terminated ended) {
        var at = notBefore(ended.startedAt(), ended.finishedAt() == null ? now : ended.finishedAt());
        List<String> warnings = ended.isFor("OOMKilled")
                ? List.of("A process of it was killed for want of memory, though the command ended with exit code 0:"
                        + " check what it wrote, or raise 'memoryLimit'.")
                : List.of();
        return new Succeeded(ref(), ended.startedAt(), at, warnings);
    }

    private Succeeded succeededWithoutPod() {
        var at = seen.job().at() == null ? now : seen.job().at();
        return new Succeeded(
                ref(), null, at, List.of("Its pod was gone before its log could be read: the log is lost."));
    }

    private Failure deleted() {
        if ("DeadlineExceeded".equals(seen.job().reason())) {
            return PodFailures.timedOut();
        }
        return seen.job().isWithdrawn() ? PodFailures.withdrawn() : PodFailures.deleted(seen);
    }

    private Failed failed(@Nullable PodView pod, @Nullable Terminated ended, Failure failure) {
        var known = ended == null && pod != null
                ? pod.activity().flatMap(ContainerView::terminated).orElse(null)
                : ended;
        var startedAt = startedAt(pod);
        var at = known == null || known.finishedAt() == null ? endOfWhole(pod) : known.finishedAt();
        return new Failed(ref(), startedAt, notBefore(startedAt, at), withTail(failure, known));
    }

    /** Whatever ended it, its last lines may tell how far it was. */
    private static Failure withTail(Failure failure, @Nullable Terminated ended) {
        if (ended == null
                || ended.startedAt() == null
                || failure.logTail() != null
                || !tellsOfCommand(failure, ended)) {
            return failure;
        }
        return new Failure(
                failure.failureClass(),
                failure.kind(),
                failure.exitCode(),
                failure.cause(),
                failure.advice(),
                ContainerFailures.tail(ended.message()));
    }

    /** Whether the message that a container left is its output, and not why it did not run. */
    private static boolean tellsOfCommand(Failure failure, Terminated ended) {
        return !failure.kind().equals("CannotStart") && !ended.isFor(NOT_FOUND);
    }

    private Instant endOfWhole(@Nullable PodView pod) {
        if (seen.job().isOverWithoutSuccess() && seen.job().at() != null) {
            return seen.job().at();
        }
        return pod != null && pod.deletionAskedAt() != null ? pod.deletionAskedAt() : now;
    }

    private static @Nullable Instant startedAt(@Nullable PodView pod) {
        return pod == null
                ? null
                : pod.activity().flatMap(ContainerView::startedAt).orElse(null);
    }

    private @Nullable PodRef ref() {
        return seen.seenPod().map(PodView::ref).orElse(null);
    }

    private static Instant notBefore(@Nullable Instant startedAt, Instant at) {
        return startedAt != null && at.isBefore(startedAt) ? startedAt : at;
    }
}
