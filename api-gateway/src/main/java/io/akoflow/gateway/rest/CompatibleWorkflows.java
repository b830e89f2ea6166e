package io.akoflow.gateway.rest;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Command;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.gateway.store.ActivityFilter;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.ActivityView;
import io.akoflow.gateway.store.RunQueries;
import io.akoflow.gateway.store.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs as the original told its workflows: numbers for states, and times by the second. */
@ApplicationScoped
public class CompatibleWorkflows {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** An answer has the activities of all workflows, so their number has to end somewhere. */
    private static final int MOST_ACTIVITIES = 20_000;

    /** The only runtime. */
    static final Map<String, Object> KUBERNETES =
            Map.of("name", "k8s", "status", 1, "metadata", Map.of(), "createdAt", "", "updatedAt", "", "deletedAt", "");

    private final RunQueries runs;
    private final ActivityQueries activities;

    CompatibleWorkflows(RunQueries runs, ActivityQueries activities) {
        this.runs = runs;
        this.activities = activities;
    }

    /** The first of {@code newest}, and as many as have not too many activities together. */
    List<Map<String, Object>> tell(List<RunView> newest) {
        List<Map<String, Object>> told = new ArrayList<>();
        int left = MOST_ACTIVITIES;
        for (var run : newest) {
            left -= run.activities();
            if (left < 0 && !told.isEmpty()) {
                break;
            }
            told.add(tell(run));
        }
        return told;
    }

    Map<String, Object> tell(RunView run) {
        var file = runs.file(run.id()).map(it -> WorkflowReader.read(it.bytes()));
        var workflow = file.isPresent() && file.get() instanceof WorkflowReading.Valid(var read, var _, var _, var _)
                ? read
                : null;
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", run.name());
        told.put("status", status(run.state()));
        told.put("id", run.number());
        told.put("spec", spec(run, workflow));
        return told;
    }

    private Map<String, Object> spec(RunView run, @Nullable Workflow workflow) {
        var told = activities.list(run.id(), ActivityFilter.ALL).stream()
                .map(it -> activity(run, it, workflow))
                .toList();
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("image", told.isEmpty() ? "" : told.getFirst().getOrDefault("image", ""));
        if (workflow != null) {
            var storage = workflow.storage();
            spec.put("namespace", workflow.namespace() == null ? "" : workflow.namespace());
            spec.put("storageClassName", storage.storageClassName() == null ? "" : storage.storageClassName());
            spec.put("storageSize", storage.size());
            spec.put("storagePolicy", Map.of("type", storage.type().name().toLowerCase(Locale.ROOT)));
            spec.put("mountPath", workflow.mountPath());
        }
        spec.put("activities", told);
        spec.put("createdAt", TIME.format(run.submittedAt()));
        spec.put("startExecution", time(run.startedAt()));
        spec.put("endExecution", time(run.endedAt()));
        spec.put("executionTime", seconds(run.startedAt(), run.endedAt()));
        spec.put("longestActivity", longest(told));
        spec.put("diskUsage", "0");
        return spec;
    }

    private static Map<String, Object> longest(List<Map<String, Object>> activities) {
        return activities.stream()
                .filter(it -> !"".equals(it.get("finishedAt")))
                .max(Comparator.comparingLong(it -> Long.parseLong(String.valueOf(it.get("executionTime")))))
                .orElse(Map.of());
    }

    private static Map<String, Object> activity(RunView run, ActivityView view, @Nullable Workflow workflow) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", view.activity());
        told.put("workflowId", run.number());
        told.put("status", status(view.state()));
        told.put("runtime", "k8s");
        told.put("name", view.name());
        told.put("image", view.image() == null ? "" : view.image());
        if (workflow != null && view.activity() < workflow.activities().size()) {
            addTo(told, workflow.activities().get(view.activity()));
        }
        told.put("dependsOn", view.dependsOn());
        told.put("createdAt", TIME.format(run.submittedAt()));
        told.put("startedAt", time(view.startedAt()));
        told.put("finishedAt", time(view.endedAt()));
        told.put("executionTime", seconds(view.startedAt(), view.endedAt()));
        return told;
    }

    private static void addTo(Map<String, Object> told, Activity activity) {
        told.put(
                "run",
                switch (activity.command()) {
                    case Command.Script(var script) -> script;
                    case Command.Program(var program) -> String.join(" ", program);
                });
        var memory = activity.resources().memoryBytes();
        var cpu = activity.resources().cpuMillis();
        told.put("memoryLimit", memory == null ? "" : memory.toString());
        told.put("cpuLimit", cpu == null ? "" : cpu + "m");
        told.put(
                "nodeSelector",
                activity.nodeSelector().entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(",")));
        told.put("keepDisk", activity.keepDisk());
    }

    private static int status(RunState state) {
        return switch (state) {
            case SUBMITTED -> 0;
            case RUNNING, CANCELLING -> 1;
            case SUCCEEDED, FAILED, CANCELLED -> 2;
        };
    }

    private static int status(ActivityState state) {
        return switch (state) {
            case WAITING, READY -> 0;
            case DISPATCHED, RUNNING, BACKING_OFF -> 1;
            case SUCCEEDED, FAILED, CANCELLED, SKIPPED -> 2;
        };
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : TIME.format(time);
    }

    private static String seconds(@Nullable Instant from, @Nullable Instant to) {
        return Long.toString(
                from == null || to == null ? 0 : Duration.between(from, to).toSeconds());
    }
}
