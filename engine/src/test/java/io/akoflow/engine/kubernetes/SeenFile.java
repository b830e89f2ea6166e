package io.akoflow.engine.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.engine.kubernetes.AttemptView.EventView;
import io.akoflow.engine.kubernetes.PodReading.Trouble;
import io.akoflow.engine.kubernetes.PodView.ConditionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a case of {@link PodReadingGoldenTest} has seen: objects as Kubernetes gives them. */
record SeenFile(JsonNode root) {

    Instant now() {
        return Instant.parse(root.path("now").asText());
    }

    AttemptView attempt() {
        var pod = pod();
        return new AttemptView(pod == null ? null : seat().of(pod), job(), event());
    }

    /** Where the attempt is in a pod that it shares. */
    Seat seat() {
        var suffix = root.path("seat");
        return suffix.isMissingNode() ? Seat.ALONE : new Seat(suffix.asText(), true);
    }

    @Nullable
    Trouble before() {
        var before = root.path("before");
        return before.isMissingNode()
                ? null
                : new Trouble(
                        before.path("kind").asText(),
                        Instant.parse(before.path("since").asText()),
                        before.path("telling").asText());
    }

    Patience patience() {
        var limit = text(root, "unschedulableTimeout");
        var usual = Patience.DEFAULT;
        return seat().of(new Patience(usual.grace(), usual.imagePull(), limit == null ? null : Duration.parse(limit)));
    }

    private @Nullable PodView pod() {
        var pod = root.path("pod");
        if (pod.isMissingNode()) {
            return null;
        }
        var metadata = pod.path("metadata");
        var status = pod.path("status");
        List<ConditionView> conditions = new ArrayList<>();
        for (var each : status.path("conditions")) {
            var holds = each.path("status").asText().equals("True");
            conditions.add(new ConditionView(
                    each.path("type").asText(),
                    holds,
                    text(each, "reason"),
                    text(each, "message"),
                    instant(each, "lastTransitionTime")));
        }
        List<ContainerView> containers = new ArrayList<>();
        for (var each : status.path("initContainerStatuses")) {
            containers.add(container(each, pod.path("spec").path("initContainers"), true));
        }
        for (var each : status.path("containerStatuses")) {
            containers.add(container(each, pod.path("spec").path("containers"), false));
        }
        return new PodView(
                metadata.path("uid").asText(),
                metadata.path("name").asText(),
                text(pod.path("spec"), "nodeName"),
                root.path("podGone").asBoolean(),
                deletionAskedAt(metadata),
                text(status, "phase"),
                text(status, "reason"),
                text(status, "message"),
                conditions,
                containers);
    }

    private static @Nullable Instant deletionAskedAt(JsonNode metadata) {
        var at = instant(metadata, "deletionTimestamp");
        return at == null
                ? null
                : at.minusSeconds(metadata.path("deletionGracePeriodSeconds").asLong());
    }

    private static ContainerView container(JsonNode status, JsonNode specs, boolean init) {
        var name = status.path("name").asText();
        boolean limited = false;
        for (var spec : specs) {
            limited |= spec.path("name").asText().equals(name)
                    && spec.path("resources").path("limits").has("memory");
        }
        var imageId = text(status, "imageID");
        return new ContainerView(
                name,
                init,
                limited,
                imageId == null || imageId.isEmpty() ? null : imageId,
                state(status.path("state")));
    }

    private static ContainerView.State state(JsonNode state) {
        if (state.has("running")) {
            return new ContainerView.Running(
                    Instant.parse(state.path("running").path("startedAt").asText()));
        }
        var ended = state.path("terminated");
        if (!ended.isMissingNode()) {
            return new ContainerView.Terminated(
                    ended.path("exitCode").asInt(),
                    text(ended, "reason"),
                    text(ended, "message"),
                    instant(ended, "startedAt"),
                    instant(ended, "finishedAt"));
        }
        return new ContainerView.Waiting(text(state.path("waiting"), "reason"), text(state.path("waiting"), "message"));
    }

    private JobView job() {
        if (root.path("jobGone").asBoolean()) {
            return new JobView(JobView.State.GONE, null, null, null);
        }
        var job = root.path("job");
        if (job.isMissingNode()) {
            return JobView.UNSEEN;
        }
        for (var each : job.path("status").path("conditions")) {
            var state = switch (each.path("status").asText() + each.path("type").asText()) {
                case "TrueComplete" -> JobView.State.COMPLETE;
                case "TrueFailed" -> JobView.State.FAILED;
                case "TrueSuspended" -> JobView.State.SUSPENDED;
                default -> null;
            };
            if (state != null) {
                var at = instant(each, "lastTransitionTime");
                var view = new JobView(state, text(each, "reason"), text(each, "message"), at);
                var limit = job.path("spec").path("activeDeadlineSeconds");
                return limit.isNumber() && Tombstone.isOne(limit.asLong()) ? view.withdrawn() : view;
            }
        }
        return new JobView(JobView.State.ACTIVE, null, null, null);
    }

    private @Nullable EventView event() {
        var event = root.path("event");
        return event.isMissingNode()
                ? null
                : new EventView(
                        event.path("reason").asText(),
                        event.path("message").asText(),
                        Instant.parse(event.path("lastTimestamp").asText()));
    }

    /** The beginning of 1970 is what a kubelet writes for never. */
    private static @Nullable Instant instant(JsonNode node, String field) {
        var text = text(node, field);
        var at = text == null ? null : Instant.parse(text);
        return at == null || at.equals(Instant.EPOCH) ? null : at;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }
}
