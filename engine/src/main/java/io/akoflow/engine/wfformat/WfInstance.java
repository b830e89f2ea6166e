package io.akoflow.engine.wfformat;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A file in WfFormat: what it says, and that what it names is there.
 *
 * @param tasks by id, in the file's order
 * @param executions by id of task; without those that were not recorded
 * @param sizes of files, in bytes
 * @param paths of files of our own runs whose ids are others
 */
record WfInstance(
        String name,
        RuntimeSystem system,
        Map<String, WfTask> tasks,
        Map<String, WfExecution> executions,
        Map<String, Long> sizes,
        Map<String, String> paths) {

    private static final Set<String> VERSIONS = Set.of("1.5", "1.6");

    static WfInstance read(Keyed file, Problems problems) {
        checkVersion(file, problems);
        var workflow = file.keyed("workflow", "the workflow");
        var specification = workflow.flatMap(it -> it.keyed("specification", "the specification"));
        if (specification.isEmpty()) {
            problems.error(file.place(), "Expected 'workflow' with a 'specification', but there is none");
        }
        var tasks = new LinkedHashMap<String, WfTask>();
        var sizes = new HashMap<String, Long>();
        var paths = new HashMap<String, String>();
        specification.ifPresent(it -> {
            it.all("tasks", "a task").forEach(task -> add(WfTask.of(task), tasks, problems));
            it.all("files", "a file").forEach(one -> addFile(one, sizes, paths, problems));
        });
        var executions = new HashMap<String, WfExecution>();
        workflow.flatMap(it -> it.keyed("execution", "the execution"))
                .ifPresent(it -> readExecution(it, tasks, executions, problems));
        var instance = new WfInstance(
                file.required("name").map(Node.Scalar::text).orElse(""),
                RuntimeSystem.of(file.keyed("runtimeSystem", "the runtime system")
                        .flatMap(it -> it.text("name"))
                        .orElse("")),
                tasks,
                executions,
                sizes,
                paths);
        new WfChecks(instance, problems).check();
        return instance;
    }

    private static void checkVersion(Keyed file, Problems problems) {
        file.required("schemaVersion")
                .filter(version -> !VERSIONS.contains(version.text()))
                .ifPresent(version -> problems.error(
                        version,
                        "Expected 'schemaVersion' to be 1.5 or 1.6, but it is %s; WfCommons has a tool that makes older files new ones",
                        Shown.text(version.text())));
    }

    private static void add(WfTask task, Map<String, WfTask> tasks, Problems problems) {
        var earlier = tasks.putIfAbsent(task.id(), task);
        if (earlier != null && !task.id().isEmpty()) {
            problems.error(
                    task.place(),
                    "Expected an id of its own for each task, but %s is already on line %d",
                    Shown.text(task.id()),
                    earlier.place().line());
        }
    }

    private static void addFile(Keyed file, Map<String, Long> sizes, Map<String, String> paths, Problems problems) {
        var id = file.required("id");
        var bytes = file.bytes("sizeInBytes");
        if (id.isPresent() && sizes.putIfAbsent(id.get().text(), bytes.orElse(0L)) != null) {
            problems.error(
                    id.get(),
                    "Expected each file once, but %s is there twice",
                    Shown.text(id.get().text()));
        }
        file.keyed("akoflow", "akoflow's own part of a file")
                .flatMap(it -> it.text("path"))
                .ifPresent(path -> id.ifPresent(it -> paths.put(it.text(), path)));
    }

    private static void readExecution(
            Keyed execution, Map<String, WfTask> tasks, Map<String, WfExecution> executions, Problems problems) {
        var machines = new HashSet<String>();
        execution
                .all("machines", "a machine")
                .forEach(it -> it.required("nodeName").ifPresent(name -> machines.add(name.text())));
        for (var keyed : execution.all("tasks", "an executed task")) {
            WfExecution.of(keyed).ifPresent(it -> {
                var id = it.id().text();
                if (!tasks.containsKey(id)) {
                    problems.error(it.id(), "Expected a task of the specification, but there is no %s", Shown.text(id));
                } else if (executions.putIfAbsent(id, it) != null) {
                    problems.error(it.id(), "Expected each task once, but %s is there twice", Shown.text(id));
                }
                it.machines().stream()
                        .filter(name -> !machines.contains(name.text()))
                        .forEach(name -> problems.error(
                                name, "Expected one of 'machines', but there is no %s", Shown.text(name.text())));
            });
        }
    }

    /** Who writes each file; the first, when there are more. */
    Map<String, String> producers() {
        var producers = new HashMap<String, String>();
        tasks.values().forEach(task -> task.outputs().forEach(file -> producers.putIfAbsent(file.text(), task.id())));
        return producers;
    }

    /** What an activity is called: as its task's id, which is unique, or in a run of ours as it was. */
    String nameOf(WfTask task) {
        return system == RuntimeSystem.AKOFLOW ? task.name() : task.id();
    }

    /** The same, of the task with this id. */
    String nameOf(String task) {
        var known = tasks.get(task);
        return known == null ? task : nameOf(known);
    }

    String pathOf(String file) {
        return paths.getOrDefault(file, file);
    }
}
