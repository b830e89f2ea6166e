package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Gives each Job its pod, and says in the Job's status what became of it. Looks at what is, not at what changed. */
final class JobController {
    private final ObjectStore store;
    private final Deletion deletion;
    private final ControllersThread controllers;

    JobController(ObjectStore store, Deletion deletion, ControllersThread controllers) {
        this.store = store;
        this.deletion = deletion;
        this.controllers = controllers;
    }

    void note(Change change) {
        var object = change.object();
        if (object.type() == ResourceType.JOBS && hasNewDeadline(change)) {
            controllers.execute(() -> start(object));
        }
        if (object.type() == ResourceType.PODS && isWorthALook(change)) {
            controllers.execute(() -> object.owners().forEach(this::lookAgain));
        }
    }

    /** After a restart. */
    void start(Stored job) {
        var limit = deadline(job);
        if (limit.isNumber()) {
            var end = Duration.ofSeconds(limit.asLong());
            controllers.after(end, () -> lookAgain(job.uid()));
            controllers.after(end.plusSeconds(1), () -> lookAgain(job.uid())); // it may have begun a moment later
        }
        lookAgain(job.uid());
    }

    private static boolean hasNewDeadline(Change change) {
        var before = change.before();
        return switch (change.kind()) {
            case ADDED -> true;
            case MODIFIED -> before != null && !deadline(before).equals(deadline(change.object()));
            case DELETED -> false;
        };
    }

    private static JsonNode deadline(Stored job) {
        return job.tree().path("spec").path("activeDeadlineSeconds");
    }

    private static boolean isWorthALook(Change change) {
        var before = change.before();
        return change.kind() == Change.Kind.DELETED
                || (change.object().hasEnded() && (before == null || !before.hasEnded()));
    }

    private void lookAgain(String uid) {
        var job = store.byUid(uid).orElse(null);
        if (job == null || job.type() != ResourceType.JOBS || job.deleting()) {
            return;
        }
        var tree = job.tree();
        if (isOver(tree) || tree.path("spec").path("suspend").asBoolean()) {
            return;
        }
        var pods = store.list(ResourceType.PODS, job.namespace(), Selector.label(JobObject.CONTROLLER_UID, uid));
        if (pods.stream().anyMatch(pod -> pod.phase().equals("Succeeded"))) {
            complete(job);
            return;
        }
        var active = pods.stream().filter(pod -> !pod.hasEnded()).toList();
        if (isLate(tree)) {
            stopLate(job, active, pods.size());
        } else if (active.isEmpty()) {
            decideWithoutActivePod(job, tree, pods.size());
        } else {
            markActive(job, tree);
        }
    }

    /** Its time is in whole seconds, and a Job that may take none is late before it begins. */
    private static boolean isLate(JsonNode job) {
        var limit = job.path("spec").path("activeDeadlineSeconds");
        var since = job.path("status").path("startTime").asText();
        return limit.isNumber()
                && (limit.asLong() == 0
                        || (!since.isEmpty()
                                && !Instant.parse(since)
                                        .plusSeconds(limit.asLong())
                                        .isAfter(Instant.now())));
    }

    private void decideWithoutActivePod(Stored job, ObjectNode tree, int failedPods) {
        var wasActive = tree.path("status").path("active").asInt() > 0;
        var failed = tree.path("status").path("failed").asInt() + (wasActive ? 1 : 0);
        failed = Math.max(failed, failedPods);
        if (failed > tree.path("spec").path("backoffLimit").asInt()) {
            fail(job, failed, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
            return;
        }
        int known = failed;
        store.create(ResourceType.PODS, NewObject.prepare(ResourceType.PODS, job.namespace(), JobObject.pod(tree)));
        store.updateIfPresent(job, current -> {
            var status = current.withObjectProperty("status");
            status.put("startTime", status.path("startTime").asText(Json.now()));
            status.put("active", 1).put("ready", 0);
            if (known > 0) {
                status.put("failed", known);
            }
            return current;
        });
    }

    private void markActive(Stored job, ObjectNode tree) {
        if (tree.path("status").path("active").asInt() == 0) {
            store.updateIfPresent(job, current -> {
                var status = current.withObjectProperty("status");
                status.put("startTime", status.path("startTime").asText(Json.now()));
                status.put("active", 1).put("ready", 0);
                return current;
            });
        }
    }

    private void complete(Stored job) {
        store.updateIfPresent(job, tree -> {
            var status = tree.withObjectProperty("status");
            status.remove("active");
            status.put("ready", 0).put("succeeded", 1).put("completionTime", Json.now());
            condition(status, "SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods");
            condition(status, "Complete", "CompletionsReached", "Reached expected number of succeeded pods");
            return tree;
        });
        forgetLater(job);
    }

    private void fail(Stored job, int failed, String reason, String message) {
        store.updateIfPresent(job, tree -> {
            var status = tree.withObjectProperty("status");
            status.remove("active");
            status.put("ready", 0).put("failed", failed);
            condition(status, "FailureTarget", reason, message);
            condition(status, "Failed", reason, message);
            return tree;
        });
        forgetLater(job);
    }

    /** It has failed only when its pods have ended, as long as that takes. */
    private void stopLate(Stored job, List<Stored> active, int pods) {
        var reason = "DeadlineExceeded";
        var message = "Job was active longer than specified deadline";
        if (active.isEmpty()) {
            boolean hadPod =
                    pods > 0 || job.tree().path("status").path("active").asInt() > 0;
            fail(job, hadPod ? 1 : 0, reason, message);
            return;
        }
        store.updateIfPresent(job, tree -> {
            condition(tree.withObjectProperty("status"), "FailureTarget", reason, message);
            return tree;
        });
        active.forEach(pod -> deletion.delete(pod, Json.object()));
    }

    private void forgetLater(Stored job) {
        var afterwards = job.tree().path("spec").path("ttlSecondsAfterFinished");
        if (afterwards.isNumber()) {
            controllers.after(
                    Duration.ofSeconds(afterwards.asLong()),
                    () -> store.byUid(job.uid()).ifPresent(present -> deletion.delete(present, Json.object())));
        }
    }

    private static void condition(ObjectNode status, String type, String reason, String message) {
        var conditions = status.withArrayProperty("conditions");
        for (var present : conditions) {
            if (present.path("type").asText().equals(type)) {
                return;
            }
        }
        conditions
                .addObject()
                .put("type", type)
                .put("status", "True")
                .put("lastProbeTime", Json.now())
                .put("lastTransitionTime", Json.now())
                .put("reason", reason)
                .put("message", message);
    }

    private static boolean isOver(JsonNode job) {
        for (var condition : job.path("status").path("conditions")) {
            var type = condition.path("type").asText();
            if (type.equals("Complete") || type.equals("Failed")) {
                return true;
            }
        }
        return false;
    }
}
