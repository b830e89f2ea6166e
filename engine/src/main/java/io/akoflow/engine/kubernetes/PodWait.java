package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.PodFailures.sentence;

import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.contract.PodRef;
import io.akoflow.engine.kubernetes.AttemptView.EventView;
import io.akoflow.engine.kubernetes.PodReading.Failed;
import io.akoflow.engine.kubernetes.PodReading.NothingYet;
import io.akoflow.engine.kubernetes.PodReading.Trouble;
import io.akoflow.engine.kubernetes.PodReading.Waiting;
import io.akoflow.engine.kubernetes.PodView.ConditionView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an attempt waits for that has not begun, and whether it is worth it. */
final class PodWait {

    private static final String IMAGE = "ImagePull";
    private static final String AGAIN = "^Back-off pulling image \"[^\"]*\": ErrImagePull: ";
    private static final String UNSCHEDULABLE = "Unschedulable";
    private static final String NO_DISK = "DiskMissing";
    private static final Pattern NO_CLAIM = Pattern.compile("persistentvolumeclaim \"[^\"]*\" not found");
    /** The reason of events that are over when there is a pod. */
    private static final String OF_JOB = "FailedCreate";

    private final AttemptView seen;
    private final @Nullable Trouble before;
    private final Patience patience;
    private final Instant now;

    PodWait(AttemptView seen, @Nullable Trouble before, Patience patience, Instant now) {
        this.seen = seen;
        this.before = before;
        this.patience = patience;
        this.now = now;
    }

    PodReading read() {
        var pod = seen.pod();
        return pod == null ? withoutPod() : ofPod(pod);
    }

    private PodReading withoutPod() {
        if (seen.job().state() == JobView.State.SUSPENDED) {
            return waiting(Reason.QUOTA, "Suspended", "Its Job is suspended until a queue lets it in.");
        }
        var event = seen.trouble();
        return event == null ? new NothingYet() : ofRefusal(event);
    }

    /** The Job controller could not make the pod, and goes on trying. */
    private PodReading ofRefusal(EventView event) {
        var message = event.message().replaceFirst("^Error creating: ", "");
        var tooMuch = QuotaWords.neverFits(message);
        if (tooMuch.isPresent()) {
            return failed(new Failure(
                    FailureClass.CONFIGURATION, "Quota", null, tooMuch.get() + ".", QuotaWords.ADVICE, null));
        }
        if (QuotaWords.isExceeded(message)) {
            return waiting(Reason.QUOTA, "Quota", sentence("The namespace's quota has no room for its pod", message));
        }
        if (message.contains(" is forbidden") || message.contains("denied the request")) {
            return failed(new Failure(
                    FailureClass.CONFIGURATION,
                    "Refused",
                    null,
                    sentence("Kubernetes refuses its pod", message),
                    "Change what the message names, or ask the cluster's administrator to allow it.",
                    null));
        }
        return waiting(Reason.API, "FailedCreate", sentence("Kubernetes could not create its pod yet", message));
    }

    private PodReading ofPod(PodView pod) {
        var scheduled = pod.condition("PodScheduled").filter(condition -> !condition.holds());
        if (scheduled.isPresent() && pod.node() == null) {
            return ofScheduling(scheduled.get());
        }
        for (var container : pod.containers()) {
            if (container.state() instanceof ContainerView.Waiting waiting && waiting.reason() != null) {
                var reading = ofContainer(container, waiting.reason(), waiting.message());
                if (reading.isPresent()) {
                    return reading.get();
                }
            }
        }
        var event = seen.trouble();
        return event == null || pod.node() == null || event.reason().equals(OF_JOB) ? new NothingYet() : ofMount(event);
    }

    private PodReading ofScheduling(ConditionView condition) {
        if ("SchedulingGated".equals(condition.reason())) {
            return waiting(Reason.QUOTA, "SchedulingGated", "Its pod is held back until a queue lets it in.");
        }
        var told = condition.message() == null ? "" : condition.message();
        var words = SchedulerWords.of(told);
        if (NO_CLAIM.matcher(told).find()) {
            return ofMissingDisk(told, words);
        }
        var limit = words.ofStorage() ? patience.disk() : patience.unschedulable();
        var trouble = trouble(UNSCHEDULABLE, told);
        if (limit != null && isOver(trouble, limit)) {
            return failed(new Failure(
                    FailureClass.CONFIGURATION,
                    UNSCHEDULABLE,
                    null,
                    "No node could take it within %s: %s.".formatted(limit, words.text()),
                    "Ask for less, or for nodes that are there; 'kubectl describe nodes' shows what they have.",
                    null));
        }
        return new Waiting(
                words.ofStorage() ? Reason.STORAGE : Reason.NODE,
                "It waits for a node: %s.".formatted(words.text()),
                trouble,
                limit == null ? null : trouble.since().plus(limit));
    }

    /**
     * Nobody makes it while this attempt waits for it, but somebody does so, or says that it is lost, for the next one.
     */
    private PodReading ofMissingDisk(String told, SchedulerWords words) {
        var trouble = trouble(NO_DISK, told);
        if (isOver(trouble, patience.grace())) {
            return failed(new Failure(
                    FailureClass.INFRASTRUCTURE,
                    NO_DISK,
                    null,
                    "Its disk was not there for %s: %s.".formatted(patience.grace(), words.text()),
                    "Another attempt follows. If it happens again, look who deletes claims.",
                    null));
        }
        return new Waiting(
                Reason.STORAGE,
                "It waits for a node: %s.".formatted(words.text()),
                trouble,
                trouble.since().plus(patience.grace()));
    }

    private PodReading ofMount(EventView event) {
        var trouble = trouble(event.reason(), event.message());
        return waiting(Reason.STORAGE, trouble.kind(), sentence("It waits for its disk", event.message()));
    }

    private Optional<PodReading> ofContainer(ContainerView container, String reason, @Nullable String message) {
        return switch (reason) {
            case "ErrImagePull",
                    "ImagePullBackOff",
                    "ErrImageNeverPull",
                    "ImageInspectError",
                    "RegistryUnavailable",
                    "SignatureValidationFailed" -> Optional.of(ofImage(container, message));
            case "InvalidImageName" -> Optional.of(failed(badImage(reason, message)));
            case "CreateContainerConfigError", "CreateContainerError" -> Optional.of(ofCreation(reason, message));
            default -> Optional.empty();
        };
    }

    /** A later message may only say that it is tried again, so the one that told why is kept. */
    private PodReading ofImage(ContainerView container, @Nullable String message) {
        var told =
                ImageWords.tellsWhy(message) || before == null || !before.kind().equals(IMAGE)
                        ? message
                        : before.telling();
        var trouble = trouble(IMAGE, told == null ? "" : told.replaceFirst(AGAIN, ""));
        var cause = ImageWords.cause(trouble.telling());
        var limit = cause.isMistake() ? patience.grace() : patience.imagePull();
        if (!isOver(trouble, limit)) {
            boolean isOfCommand = container.name().equals(JobLabels.CONTAINER);
            var what = isOfCommand
                    ? "It waits for its image"
                    : "It waits for the image of its container '" + container.name() + "'";
            return new Waiting(
                    Reason.IMAGE,
                    sentence(what, trouble.telling()),
                    trouble,
                    trouble.since().plus(limit));
        }
        return failed(
                cause.isMistake()
                        ? badImage(IMAGE, trouble.telling())
                        : new Failure(
                                FailureClass.INFRASTRUCTURE,
                                IMAGE,
                                null,
                                sentence("Its image could not be pulled within " + limit, trouble.telling()),
                                "Another attempt follows. Look whether nodes reach the registry, and its limits.",
                                null));
    }

    private static Failure badImage(String kind, @Nullable String message) {
        return new Failure(
                FailureClass.CONFIGURATION,
                kind,
                null,
                sentence("Its image can't be had", message),
                "Check the image's name and tag; one that is not public needs 'imagePullSecrets'.",
                null);
    }

    /** A Secret may come a moment later, and a busy kubelet says the same when it only was too slow. */
    private PodReading ofCreation(String reason, @Nullable String message) {
        var trouble = trouble(reason, message == null ? "" : message);
        var isSlow = ImageWords.isTimeOut(trouble.telling());
        var limit = isSlow ? patience.imagePull() : patience.grace();
        if (!isOver(trouble, limit)) {
            return new Waiting(
                    Reason.NODE,
                    sentence("Its container can't be made yet", trouble.telling()),
                    trouble,
                    trouble.since().plus(limit));
        }
        return failed(new Failure(
                isSlow ? FailureClass.INFRASTRUCTURE : FailureClass.CONFIGURATION,
                reason,
                null,
                sentence("Its container can't be made", trouble.telling()),
                "Create or correct what the message names: a Secret, a ConfigMap or a key of one, or a user.",
                null));
    }

    private Waiting waiting(Reason reason, String kind, String message) {
        return new Waiting(reason, message, trouble(kind, message), null);
    }

    private Trouble trouble(String kind, String telling) {
        var since = before != null && before.kind().equals(kind) ? before.since() : now;
        return new Trouble(kind, since, telling);
    }

    private boolean isOver(Trouble trouble, Duration limit) {
        return !now.isBefore(trouble.since().plus(limit));
    }

    private Failed failed(Failure failure) {
        PodRef pod = seen.seenPod().map(PodView::ref).orElse(null);
        return new Failed(pod, null, now, failure);
    }
}
