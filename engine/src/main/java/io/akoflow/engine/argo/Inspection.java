package io.akoflow.engine.argo;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.yaml.Node;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what of templates has no equivalent, once for each template: an error where the workflow would do something
 * else without it, and else a warning.
 */
final class Inspection {

    private static final Set<String> TEMPLATE_KEYS = Set.of(
            "name",
            "inputs",
            "outputs",
            "container",
            "script",
            "dag",
            "steps",
            "retryStrategy",
            "activeDeadlineSeconds",
            "nodeSelector",
            "tolerations");
    private static final Map<String, String> REFUSED_TEMPLATE = Map.of(
            "suspend", "waits for somebody; let the run end there, and resume it with an edited file",
            "resource", "does something to the cluster; do it with kubectl in a container",
            "http", "calls a URL; do it with curl in a container",
            "plugin", "runs in Argo's own executor",
            "data", "lists an object store; do it in a container",
            "containerSet", "has several containers in a pod; akoflow's have one",
            "daemon", "goes on while others run; akoflow waits for the end of each activity",
            "sidecars", "run beside the container; akoflow's pods have one",
            "initContainers", "run before the container; do it in an activity before");
    private static final Set<String> TASK_KEYS = Set.of(
            "name",
            "template",
            "inline",
            "templateRef",
            "arguments",
            "dependencies",
            "depends",
            "withItems",
            "withSequence");
    private static final Map<String, String> REFUSED_TASK = Map.of(
            "when", "decides while the workflow runs; do it with 'if' in the script",
            "withParam", "is known only while the workflow runs; write the items into the file with 'withItems'",
            "continueOn", "goes on after a failure; let the script end with exit code 0");
    private static final Set<String> POD_KEYS =
            Set.of("name", "image", "command", "args", "source", "env", "resources", "workingDir", "volumeMounts");

    private final Volumes volumes;
    private final Problems problems;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Inspection(Volumes volumes, Problems problems) {
        this.volumes = volumes;
        this.problems = problems;
    }

    /** Tells it of {@code template}, unless it has. */
    void look(Keyed template) {
        if (!seen.add(template.place())) {
            return;
        }
        refuse(template, REFUSED_TEMPLATE, "a template");
        noted(template, TEMPLATE_KEYS, REFUSED_TEMPLATE);
        puts(template);
        template.keyed("container", "a container").ifPresent(this::pod);
        template.keyed("script", "a script").ifPresent(this::pod);
        template.keyed("retryStrategy", "a retryStrategy").ifPresent(this::retries);
        template.keyed("dag", "a dag").ifPresent(dag -> {
            refuse(dag, Map.of("target", "runs some of the tasks; take the others out of the file"), "a dag");
            noted(dag, Set.of("tasks"), Map.of("target", ""));
            tasks(dag.all("tasks", "a task"));
        });
        if (template.node("steps").isPresent()) {
            Tasks.groups(template, problems).forEach(this::tasks);
        }
        if (template.node("dag").isPresent() || template.node("steps").isPresent()) {
            List.of("retryStrategy", "activeDeadlineSeconds", "nodeSelector", "tolerations")
                    .forEach(key -> template.notHonoured(
                            key, "is for tasks together, and akoflow knows it for single ones; it has no effect"));
        }
    }

    private void puts(Keyed template) {
        var why = "is not passed on; files on the run's disk are. It has no effect";
        template.keyed("inputs", "inputs").ifPresent(inputs -> inputs.notHonoured("artifacts", why));
        template.keyed("outputs", "outputs")
                .ifPresent(outputs -> outputs.keys().forEach(key -> outputs.notHonoured(key, why)));
    }

    private void retries(Keyed strategy) {
        if (strategy.node("limit").isEmpty()) {
            problems.warning(
                    strategy.place(),
                    "Expected 'limit' in a retryStrategy, since akoflow does not try for ever; it has no effect");
        }
        strategy.onlyKnown(Set.of("limit", "backoff"));
        strategy.keyed("backoff", "a backoff").ifPresent(it -> it.onlyKnown(Set.of("duration", "factor")));
    }

    private void tasks(List<Keyed> tasks) {
        for (var task : tasks) {
            refuse(task, REFUSED_TASK, "a task");
            noted(task, TASK_KEYS, REFUSED_TASK);
            task.keyed("arguments", "arguments")
                    .ifPresent(it -> it.notHonoured(
                            "artifacts", "is not passed on; files on the run's disk are. It has no effect"));
        }
    }

    private void pod(Keyed pod) {
        pod.onlyKnown(POD_KEYS);
        volumes.look(pod);
        pod.keyed("resources", "resources").ifPresent(it -> {
            it.onlyKnown(Set.of("limits", "requests"));
            if (it.node("limits").isPresent()) {
                it.notHonoured(
                        "requests", "is beside 'limits', which akoflow requests as well; what both say has no effect");
            }
        });
    }

    private void refuse(Keyed of, Map<String, String> keys, String title) {
        for (var entry : of.entries()) {
            var why = keys.get(entry.name());
            if (why != null) {
                problems.error(
                        entry.key(), "Expected what akoflow can run, but '%s' of %s %s", entry.name(), title, why);
            }
        }
    }

    /** A warning for each key that is neither {@code known} nor {@code refused}. */
    private static void noted(Keyed of, Set<String> known, Map<String, String> refused) {
        var all = new HashSet<>(known);
        all.addAll(refused.keySet());
        of.onlyKnown(all);
    }
}
