package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Writes into a pod what a kubelet would say of it. */
final class PodStatus {

    /** How a container ended. */
    record End(int exitCode, String reason, String message, Instant started, Instant finished) {
        boolean isSuccess() {
            return exitCode == 0;
        }

        ObjectNode state() {
            var state = Json.object();
            var terminated =
                    state.putObject("terminated").put("exitCode", exitCode).put("reason", reason);
            if (!message.isEmpty()) {
                terminated.put("message", message);
            }
            terminated.put("startedAt", Json.time(started)).put("finishedAt", Json.time(finished));
            return state;
        }
    }

    private PodStatus() {}

    /** It has its node, and nothing runs yet. */
    static ObjectNode scheduled(ObjectNode pod) {
        pod.withObjectProperty("spec").put("nodeName", Machine.NODE);
        var status = status(pod);
        status.put("hostIP", Machine.ADDRESS).put("podIP", Machine.ADDRESS);
        status.put("startTime", Json.now());
        condition(status, "PodScheduled", "True", "");
        condition(status, "Initialized", pod.path("spec").path("initContainers").isEmpty() ? "True" : "False", "");
        condition(status, "Ready", "False", "ContainersNotReady");
        condition(status, "ContainersReady", "False", "ContainersNotReady");
        var waiting = pod.path("spec").path("initContainers").isEmpty() ? "ContainerCreating" : "PodInitializing";
        for (var container : pod.path("spec").path("initContainers")) {
            container(pod, "initContainerStatuses", container, waiting("PodInitializing", ""));
        }
        for (var container : pod.path("spec").path("containers")) {
            container(pod, "containerStatuses", container, waiting(waiting, ""));
        }
        return pod;
    }

    static ObjectNode unschedulable(ObjectNode pod, String message) {
        var condition = condition(status(pod), "PodScheduled", "False", "Unschedulable");
        condition.put("message", message);
        return pod;
    }

    /** All its containers run. */
    static ObjectNode running(ObjectNode pod, Instant started) {
        for (var container : pod.path("spec").path("containers")) {
            running(pod, container, started);
        }
        return pod;
    }

    /** One of its containers runs. */
    static ObjectNode running(ObjectNode pod, JsonNode container, Instant started) {
        var status = status(pod).put("phase", "Running");
        condition(status, "Initialized", "True", "");
        container(pod, "containerStatuses", container, running(started));
        if (all(pod, "running")) {
            condition(status, "Ready", "True", "");
            condition(status, "ContainersReady", "True", "");
        }
        return pod;
    }

    static ObjectNode running(Instant started) {
        var state = Json.object();
        state.putObject("running").put("startedAt", Json.time(started));
        return state;
    }

    static ObjectNode waiting(String reason, String message) {
        var state = Json.object();
        var waiting = state.putObject("waiting").put("reason", reason);
        if (!message.isEmpty()) {
            waiting.put("message", message);
        }
        return state;
    }

    /** All its containers that had not ended yet have done so in the same way. */
    static ObjectNode ended(ObjectNode pod, End end) {
        for (var container : pod.path("spec").path("containers")) {
            if (!state(pod, container).has("terminated")) {
                container(pod, "containerStatuses", container, end.state());
            }
        }
        return overIfAllHaveEnded(pod);
    }

    /** One of its containers has ended, and the pod with the last one. */
    static ObjectNode ended(ObjectNode pod, JsonNode container, End end) {
        container(pod, "containerStatuses", container, end.state());
        return overIfAllHaveEnded(pod);
    }

    private static ObjectNode overIfAllHaveEnded(ObjectNode pod) {
        if (!all(pod, "terminated")) {
            return pod;
        }
        boolean success = true;
        for (var container : pod.path("spec").path("containers")) {
            success &= state(pod, container).path("terminated").path("exitCode").asInt() == 0;
        }
        return over(pod, success);
    }

    private static boolean all(ObjectNode pod, String state) {
        for (var container : pod.path("spec").path("containers")) {
            if (!state(pod, container).has(state)) {
                return false;
            }
        }
        return true;
    }

    /** What a container does, as it was written last. */
    static JsonNode state(JsonNode pod, JsonNode container) {
        for (var entry : pod.path("status").path("containerStatuses")) {
            if (entry.path("name").equals(container.path("name"))) {
                return entry.path("state");
            }
        }
        return Json.object();
    }

    /** Its containers' states have been written, and there is nothing more to come. */
    static ObjectNode over(ObjectNode pod, boolean success) {
        var status = status(pod).put("phase", success ? "Succeeded" : "Failed");
        var reason = success ? "PodCompleted" : "PodFailed";
        condition(status, "Ready", "False", reason);
        condition(status, "ContainersReady", "False", reason);
        return pod;
    }

    /** Failed as a whole, for a reason that is not a container's. */
    static ObjectNode failed(ObjectNode pod, String reason, String message) {
        status(pod).put("reason", reason).put("message", message);
        return over(pod, false);
    }

    /** @param list {@code containerStatuses} or {@code initContainerStatuses} */
    static void container(ObjectNode pod, String list, JsonNode container, ObjectNode state) {
        var name = container.path("name").asText();
        var statuses = status(pod).withArrayProperty(list);
        var entry = find(statuses, "name", name);
        entry.put("image", container.path("image").asText());
        entry.put("imageID", entry.path("imageID").asText());
        entry.put("restartCount", 0);
        var running = state.has("running");
        var initialised = list.startsWith("init")
                && state.path("terminated").path("exitCode").asInt(1) == 0;
        entry.put("ready", list.startsWith("init") ? initialised : running);
        entry.put("started", running);
        entry.set("state", state);
        entry.putObject("lastState");
    }

    private static ObjectNode condition(ObjectNode status, String type, String value, String reason) {
        var condition = find(status.withArrayProperty("conditions"), "type", type);
        if (!condition.path("status").asText().equals(value)) {
            condition.put("status", value).put("lastTransitionTime", Json.now());
        }
        condition.putNull("lastProbeTime");
        if (reason.isEmpty()) {
            condition.remove("reason");
            condition.remove("message");
        } else {
            condition.put("reason", reason);
        }
        return condition;
    }

    private static ObjectNode find(ArrayNode entries, String key, String value) {
        for (var entry : entries) {
            if (entry.path(key).asText().equals(value)) {
                return (ObjectNode) entry;
            }
        }
        return entries.addObject().put(key, value);
    }

    private static ObjectNode status(ObjectNode pod) {
        return pod.withObjectProperty("status");
    }
}
