package io.akoflow.engine.argo;

import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.draft.Keyed;
import io.akoflow.engine.workflow.Problems;
import io.akoflow.engine.workflow.Shown;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes templates out, until only those that run something are left, of which each is an activity. */
final class Expansion {

    private static final int DEEPEST = 50;
    private static final int COST = 60;

    private final Templates templates;
    private final Leaf leaf;
    private final Inspection inspection;
    private final Allowance allowance;
    private final Problems problems;
    private final Loop loop;
    private final Set<Keyed> open = new HashSet<>();
    private final IdentityHashMap<Node, Tasks> graphs = new IdentityHashMap<>();
    private final IdentityHashMap<Node, List<List<Keyed>>> groups = new IdentityHashMap<>();

    Expansion(Templates templates, Leaf leaf, Inspection inspection, Allowance allowance, Problems problems) {
        this.templates = templates;
        this.leaf = leaf;
        this.inspection = inspection;
        this.allowance = allowance;
        this.problems = problems;
        this.loop = new Loop(problems);
    }

    /** What {@code template} comes to. */
    Part of(Keyed template, Place at) {
        allowance.take(at.node(), COST + at.name().length());
        if (open.size() == DEEPEST || !open.add(template)) {
            problems.error(
                    at.node(),
                    "Expected templates that end, at most %d deep in each other, but %s is used within itself or deeper",
                    DEEPEST,
                    Shown.text(template.text("name").orElse("this one")));
            return Part.nothing(at.after());
        }
        inspection.look(template);
        var part = body(template, at);
        open.remove(template);
        return part;
    }

    private Part body(Keyed template, Place at) {
        if (template.node("dag").isPresent()) {
            return template.keyed("dag", "a dag").map(dag -> dag(dag, at)).orElseGet(() -> Part.nothing(at.after()));
        }
        return template.node("steps").isPresent() ? steps(template, at) : activity(template, at);
    }

    private Part activity(Keyed template, Place at) {
        var name = at.name().isEmpty() ? template.text("name").orElse("main") : at.name();
        var activity = leaf.of(template, name, at);
        for (var before : at.after()) {
            allowance.take(at.node(), before.length() + (long) "    - \n".length());
            activity.dependsOn(before);
        }
        return new Part(List.of(activity), List.of(name));
    }

    private Part steps(Keyed template, Place at) {
        List<DraftActivity> activities = new ArrayList<>();
        var after = at.after();
        for (var group : groups.computeIfAbsent(template.place(), _ -> Tasks.groups(template, problems))) {
            var ends = new LinkedHashSet<String>();
            for (var step : group) {
                var part = task(step, new Place(at.name(), at.node(), at.scope(), after));
                activities.addAll(part.activities());
                add(ends, part, step.place());
            }
            after = group.isEmpty() ? after : List.copyOf(ends);
        }
        return new Part(activities, after);
    }

    private Part dag(Keyed dag, Place at) {
        var graph = graphs.computeIfAbsent(dag.place(), _ -> new Tasks(dag, problems));
        Map<String, Part> parts = new HashMap<>();
        for (var name : graph.inOrder()) {
            var task = graph.task(name);
            var before = new LinkedHashSet<String>();
            graph.dependencies(name).forEach(it -> add(before, Objects.requireNonNull(parts.get(it)), task.place()));
            var after = graph.dependencies(name).isEmpty() ? at.after() : List.copyOf(before);
            parts.put(name, task(task, new Place(at.name(), at.node(), at.scope(), after)));
        }
        List<DraftActivity> activities = new ArrayList<>();
        var ends = new LinkedHashSet<String>();
        for (var name : graph.names()) {
            var part = parts.getOrDefault(name, Part.nothing(List.of()));
            activities.addAll(part.activities());
            if (graph.isLast(name)) {
                add(ends, part, dag.place());
            }
        }
        return new Part(activities, graph.names().isEmpty() ? at.after() : List.copyOf(ends));
    }

    /** {@code within} is where the task is, with what comes before it. */
    private Part task(Keyed task, Place within) {
        var template = templates.of(task);
        if (template.isEmpty()) {
            return Part.nothing(within.after());
        }
        var name = within.nameOf(task.text("name").orElse(""));
        var items = loop.of(task, within.scope());
        if (items.isEmpty()) {
            return called(task, template.get(), name, within);
        }
        List<DraftActivity> activities = new ArrayList<>();
        var ends = new LinkedHashSet<String>();
        int number = 0;
        for (var item : items.get()) {
            var each = new Place(within.name(), within.node(), within.scope().and(item, task.place()), within.after());
            var part = called(task, template.get(), name + "-" + number++, each);
            activities.addAll(part.activities());
            add(ends, part, task.place());
        }
        return new Part(activities, items.get().isEmpty() ? within.after() : List.copyOf(ends));
    }

    private Part called(Keyed task, Keyed template, String name, Place within) {
        var scope = templates.scope(template, task, within.scope());
        return of(template, new Place(name, task.place(), scope, within.after()));
    }

    private void add(Set<String> ends, Part part, Node place) {
        allowance.take(place, 1L + part.ends().size());
        ends.addAll(part.ends());
    }
}
