package io.akoflow.engine.kubernetes;

import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.engine.kubernetes.PodView.ConditionView;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failures of a pod as a whole, which say nothing of its command; and what to do about them. */
final class PodFailures {

    /** What kind of failure it is that akoflow itself ended it. */
    static final String WITHDRAWN = "Withdrawn";

    private static final String AGAIN = "Nothing needs to be done: another attempt follows.";

    /** Reasons of pods, by what they are called here. Those that nodes give when they refuse a pod begin with OutOf. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Evicted", "Evicted"),
            Map.entry("NodeShutdown", "NodeShutdown"),
            Map.entry("Shutdown", "NodeShutdown"),
            Map.entry("Terminated", "NodeShutdown"),
            Map.entry("NodeLost", "NodeLost"),
            Map.entry("Preempting", "Preempted"),
            Map.entry("NodeAffinity", "NodeAffinity"),
            Map.entry("UnexpectedAdmissionError", "UnexpectedAdmissionError"),
            Map.entry("TopologyAffinityError", "TopologyAffinityError"));

    private static final Map<String, Disruption> DISRUPTIONS = Map.of(
            "PreemptionByScheduler", new Disruption("Preempted", "A pod of higher priority took its place."),
            "EvictionByEvictionAPI", new Disruption("Drained", "Its node was drained, so its pod was evicted."),
            "DeletionByTaintManager", new Disruption("Tainted", "Its node got a taint that the pod does not tolerate."),
            "DeletionByPodGC", new Disruption("NodeLost", "Its node is gone, and its pod with it."),
            "TerminationByKubelet", new Disruption("Evicted", "Its node ended the pod to save itself."));

    private PodFailures() {}

    private record Disruption(String kind, String cause) {}

    /** Why the pod as a whole ended; empty when its containers have to tell. */
    static Optional<Failure> ofWhole(PodView pod) {
        var reason = pod.reason();
        if ("DeadlineExceeded".equals(reason)) {
            return Optional.of(timedOut());
        }
        if (reason != null && reason.startsWith("OutOf")) {
            return Optional.of(infrastructure(
                    "NodeFull", sentence("Its node had no room for it when it came", pod.message()), AGAIN));
        }
        var kind = reason == null ? null : KINDS.get(reason);
        if (kind != null) {
            return Optional.of(infrastructure(kind, causeOf(kind, pod.message()), adviceOn(kind)));
        }
        return pod.disruption()
                .filter(condition -> !hasFailedBefore(pod, condition.since()))
                .map(PodFailures::disruption);
    }

    /** A pod that has failed by itself and is still there is disrupted like any other, which changes nothing. */
    private static boolean hasFailedBefore(PodView pod, @Nullable Instant disruption) {
        return disruption != null
                && pod.containers().stream()
                        .filter(ContainerView::hasFailed)
                        .flatMap(container -> container.terminated().stream())
                        .anyMatch(ended ->
                                ended.finishedAt() != null && ended.finishedAt().isBefore(disruption));
    }

    static Failure timedOut() {
        return new Failure(
                FailureClass.USER,
                "TimedOut",
                null,
                "It ran longer than its time-out.",
                "Raise 'timeout', or give it less to do.",
                null);
    }

    /** Somebody deleted what it needed; not the command's fault. */
    static Failure deleted(AttemptView seen) {
        var what = seen.job().state() == JobView.State.FAILED || seen.job().equals(JobView.GONE_WITH_POD)
                ? "Its pod"
                : "Its Job";
        return infrastructure(
                "Deleted",
                what + " was deleted from outside before it had ended.",
                "Another attempt follows. If it happens again, look who deletes pods and Jobs in this namespace.");
    }

    /** akoflow itself ended it; who asked for that does not need to be told why. */
    static Failure withdrawn() {
        return infrastructure(
                WITHDRAWN,
                "akoflow ended it, since it was not wanted any more.",
                "Nothing needs to be done. Who cancelled the run can resume it.");
    }

    /** The same for one that shared its pod, of whom akoflow may have wanted more. */
    static Failure withdrawnTogether(@Nullable String logTail) {
        return new Failure(
                FailureClass.INFRASTRUCTURE,
                WITHDRAWN,
                null,
                "akoflow ended the pod that it shared: because of another activity in it, for want of room for all of"
                        + " them, or since they were not wanted any more.",
                "Nothing needs to be done: if it is still wanted, another attempt follows that has a pod to itself.",
                logTail);
    }

    static Failure unknown(PodView pod) {
        var reason = pod.reason() == null ? "gives no reason" : "says '" + pod.reason() + "'";
        return infrastructure(
                "Unknown",
                sentence(
                        "Its pod ended, but Kubernetes does not say how its command did, and " + reason, pod.message()),
                "Another attempt follows. If it happens again, look at the node" + of(pod.node()) + ".");
    }

    private static Failure disruption(ConditionView condition) {
        var known = condition.reason() == null ? null : DISRUPTIONS.get(condition.reason());
        return known == null
                ? infrastructure("Disrupted", sentence("Kubernetes ended its pod", condition.message()), AGAIN)
                : infrastructure(known.kind(), known.cause(), adviceOn(known.kind()));
    }

    private static String causeOf(String kind, @Nullable String message) {
        var what = switch (kind) {
            case "Evicted" -> "Its node ran short of something and evicted the pod";
            case "NodeShutdown" -> "Its node was shut down";
            case "NodeLost" -> "Its node was lost";
            case "Preempted" -> "A pod of higher priority took its place";
            case "NodeAffinity" -> "Its node did not fit any more when the pod came";
            default -> "Its node did not take the pod";
        };
        return sentence(what, message);
    }

    private static String adviceOn(String kind) {
        return kind.equals("Evicted")
                ? "Another attempt follows. If it happens again, ask for what it needs: 'memoryLimit', and a disk of"
                        + " enough size."
                : AGAIN;
    }

    private static Failure infrastructure(String kind, String cause, String advice) {
        return new Failure(FailureClass.INFRASTRUCTURE, kind, null, cause, advice, null);
    }

    /** One sentence, with Kubernetes' own words after a colon. */
    static String sentence(String what, @Nullable String message) {
        if (message == null || message.isBlank()) {
            return what + ".";
        }
        var words = message.strip();
        return what + ": " + words + (words.endsWith(".") ? "" : ".");
    }

    private static String of(@Nullable String node) {
        return node == null ? "" : " '" + node + "'";
    }
}
