package io.akoflow.engine.wfformat;

import io.akoflow.engine.export.ToldAttempt;
import io.akoflow.engine.export.ToldRun;
import io.akoflow.engine.workflow.NamedFiles.NamedFile;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Tells a run in <a href="https://github.com/wfcommons/WfFormat">WfFormat</a> 1.6. What the format has no place for,
 * such as images, is in keys {@code akoflow}, which it allows, so that {@link WfImport} makes the same activities of
 * it. What is the workflow's, such as its storage, and what is asked of pods is left out.
 */
public final class WfExport {

    private static final String VERSION = "1.6";
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final long CPU = 1000;

    private final ToldRun run;
    private final WfIds ids;

    private WfExport(ToldRun run) {
        this.run = run;
        this.ids = new WfIds(run);
    }

    /**
     * The file, as maps and lists that are made while they are read.
     *
     * @param version of akoflow
     */
    public static Map<String, Object> of(ToldRun run, String version) {
        return new WfExport(run).file(version);
    }

    private Map<String, Object> file(String version) {
        var file = new LinkedHashMap<String, Object>();
        file.put("name", run.workflow().name());
        file.put(
                "description",
                "Run %d, which %s"
                        .formatted(
                                run.number(),
                                switch (run.state()) {
                                    case SUCCEEDED -> "succeeded";
                                    case FAILED -> "failed";
                                    case CANCELLED -> "was cancelled";
                                    case SUBMITTED, RUNNING, CANCELLING -> "is not over";
                                }));
        file.put("createdAt", run.submittedAt().toString());
        file.put("schemaVersion", VERSION);
        file.put("author", Map.of("name", run.owner(), "email", "nobody@localhost"));
        file.put("runtimeSystem", Map.of("name", "akoflow", "version", version));
        var workflow = new LinkedHashMap<String, Object>();
        workflow.put("specification", specification());
        workflow.put("execution", execution());
        file.put("workflow", workflow);
        return file;
    }

    private Map<String, Object> specification() {
        var activities = run.workflow().activities();
        List<List<Integer>> children = new ArrayList<>();
        activities.forEach(_ -> children.add(new ArrayList<>()));
        for (int i = 0; i < activities.size(); i++) {
            for (int parent : activities.get(i).dependsOn()) {
                children.get(parent).add(i);
            }
        }
        var specification = new LinkedHashMap<String, Object>();
        specification.put("tasks", Lazily.made(activities.size(), i -> task(i, children.get(i))));
        specification.put("files", ids.files());
        return specification;
    }

    private Map<String, Object> task(int ordinal, List<Integer> children) {
        var task = new LinkedHashMap<String, Object>();
        task.put("name", run.activity(ordinal).name());
        task.put("id", ids.of(ordinal));
        task.put(
                "parents",
                run.activity(ordinal).dependsOn().stream().map(ids::of).toList());
        task.put("children", children.stream().map(ids::of).toList());
        task.put("inputFiles", files(run.files().get(ordinal).inputs()));
        task.put("outputFiles", files(run.files().get(ordinal).outputs()));
        task.put("akoflow", WfOwn.keys(run.activity(ordinal), run.workflow().shell()));
        return task;
    }

    private List<String> files(List<NamedFile> files) {
        return files.stream().map(file -> ids.ofFile(file.path())).toList();
    }

    private Map<String, Object> execution() {
        var attempts = run.decisive();
        var nodes = new TreeSet<String>();
        attempts.forEach(it -> {
            if (it.pod() != null && it.pod().node() != null) {
                nodes.add(it.pod().node());
            }
        });
        var execution = new LinkedHashMap<String, Object>();
        execution.put("makespanInSeconds", makespan());
        execution.put(
                "executedAt",
                Objects.requireNonNullElse(run.startedAt(), run.submittedAt()).toString());
        execution.put("tasks", Lazily.made(attempts.size(), i -> executed(attempts.get(i))));
        execution.put(
                "machines",
                nodes.stream()
                        .map(node -> Map.of("nodeName", node, "system", "linux"))
                        .toList());
        return execution;
    }

    private BigDecimal makespan() {
        return run.startedAt() == null || run.endedAt() == null
                ? BigDecimal.ZERO
                : seconds(Duration.between(run.startedAt(), run.endedAt()));
    }

    private Map<String, Object> executed(ToldAttempt attempt) {
        var activity = run.activity(attempt.activity());
        var task = new LinkedHashMap<String, Object>();
        task.put("id", ids.of(attempt.activity()));
        task.put("runtimeInSeconds", seconds(attempt.duration()));
        task.put("executedAt", Objects.requireNonNull(attempt.startedAt()).toString());
        task.put("command", WfOwn.command(activity, run.workflow().shell()));
        var cpu = activity.resources().cpuMillis();
        if (cpu != null && cpu >= CPU) {
            task.put("coreCount", BigDecimal.valueOf(cpu).divide(THOUSAND));
        }
        if (attempt.peakMemoryBytes() != null) {
            task.put("memoryInBytes", attempt.peakMemoryBytes());
        }
        if (attempt.pod() != null && attempt.pod().node() != null) {
            task.put("machines", List.of(attempt.pod().node()));
        }
        task.put(
                "akoflow",
                Map.of("image", activity.image(), "state", attempt.state().name(), "attempt", attempt.attempt()));
        return task;
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(Math.max(0, duration.toMillis())).divide(THOUSAND);
    }
}
