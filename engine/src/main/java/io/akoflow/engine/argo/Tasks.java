package io.akoflow.engine.argo;

import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The tasks of a {@code dag}, and what each waits for. */
final class Tasks {

    private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z0-9_-]+)(?:\\.Succeeded)?\\s*");

    private final Problems problems;
    private final Map<String, Keyed> tasks = new LinkedHashMap<>();
    private final Map<String, Set<String>> dependencies = new HashMap<>();
    private final Set<String> waitedFor = new HashSet<>();
    private final List<String> order;

    Tasks(Keyed dag, Problems problems) {
        this.problems = problems;
        for (var task : dag.all("tasks", "a task")) {
            var name = task.required("name");
            if (name.isPresent() && tasks.putIfAbsent(name.get().text(), task) != null) {
                problems.error(
                        name.get(),
                        "Expected a name of its own for each task, but %s is there twice",
                        Shown.text(name.get().text()));
            }
        }
        tasks.forEach((name, task) -> {
            var before = before(task);
            dependencies.put(name, before);
            waitedFor.addAll(before);
        });
        this.order = order();
        findCircle();
    }

    /** The steps of a template, which run with the others of their list, after those of the lists before. */
    static List<List<Keyed>> groups(Keyed template, Problems problems) {
        List<List<Keyed>> groups = new ArrayList<>();
        for (var node : template.list("steps")) {
            if (!(node instanceof Node.Sequence list)) {
                problems.error(node, "Expected each item of 'steps' to be a list, but it is %s", Shown.node(node));
                continue;
            }
            List<Keyed> group = new ArrayList<>();
            for (var item : list.items()) {
                if (item instanceof Node.Mapping mapping) {
                    var step = new Keyed(mapping, "a step", problems);
                    step.required("name").ifPresent(_ -> group.add(step));
                } else {
                    problems.error(item, "Expected a step to be a mapping, but it is %s", Shown.node(item));
                }
            }
            groups.add(group);
        }
        return groups;
    }

    /** In the file's order. */
    Set<String> names() {
        return tasks.keySet();
    }

    Keyed task(String name) {
        return Objects.requireNonNull(tasks.get(name));
    }

    Set<String> dependencies(String name) {
        return dependencies.getOrDefault(name, Set.of());
    }

    /** Whether no other task waits for it. */
    boolean isLast(String name) {
        return !waitedFor.contains(name);
    }

    /** Each after those for which it waits, without those that are in a circle or after one. */
    List<String> inOrder() {
        return order;
    }

    private List<String> order() {
        var missing = new HashMap<String, Integer>();
        var children = new HashMap<String, List<String>>();
        var ready = new ArrayDeque<String>();
        for (var name : tasks.keySet()) {
            var before = dependencies(name);
            missing.put(name, before.size());
            before.forEach(
                    it -> children.computeIfAbsent(it, _ -> new ArrayList<>()).add(name));
            if (before.isEmpty()) {
                ready.add(name);
            }
        }
        List<String> sorted = new ArrayList<>();
        for (var name = ready.poll(); name != null; name = ready.poll()) {
            sorted.add(name);
            for (var child : children.getOrDefault(name, List.of())) {
                if (missing.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        return List.copyOf(sorted);
    }

    private void findCircle() {
        var known = new HashSet<>(order);
        tasks.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> problems.error(
                        task(name).place(),
                        "Expected tasks that do not wait for themselves, but %s is in a circle or after one",
                        Shown.text(name)));
    }

    private Set<String> before(Keyed task) {
        var names = new LinkedHashSet<String>();
        task.texts("dependencies").forEach(it -> add(names, it, it.text()));
        task.scalar("depends").ifPresent(depends -> {
            for (var part : depends.text().split("&&", -1)) {
                var name = NAME.matcher(part);
                if (name.matches()) {
                    add(names, depends, name.group(1));
                } else {
                    problems.error(
                            depends,
                            "Expected 'depends' to be names with && between them, but there is %s; akoflow knows no other conditions",
                            Shown.text(part.strip()));
                }
            }
        });
        return names;
    }

    private void add(Set<String> names, Node place, String name) {
        if (tasks.containsKey(name)) {
            names.add(name);
        } else {
            problems.error(place, "Expected the name of a task of this dag, but there is no %s", Shown.text(name));
        }
    }
}
