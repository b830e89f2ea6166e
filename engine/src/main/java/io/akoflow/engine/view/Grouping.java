package io.akoflow.engine.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts the activities of a run into nodes. */
final class Grouping {

    /** So many activities can be looked at one by one. */
    private static final int FEW = 150;

    private static final int SMALLEST_GROUP = 4;
    private static final int MOST_FAILED = 20;
    private static final int MOST_EXPANDED = 500;

    private final Outline outline;
    private final Shape shape;
    private final boolean collapses;
    private final List<GraphNode> nodes = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final int[] nodeOf;

    Grouping(Outline outline, Shape shape) {
        this.outline = outline;
        this.shape = shape;
        this.nodeOf = new int[outline.size()];
        this.collapses = switch (shape.collapse()) {
            case AUTO -> outline.size() > FEW;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /** Level by level, kinds in their order. */
    List<GraphNode> nodes() {
        Map<Integer, Map<Integer, List<Integer>>> levels = new TreeMap<>();
        for (int activity = 0; activity < outline.size(); activity++) {
            levels.computeIfAbsent(outline.level().get(activity), _ -> new TreeMap<>())
                    .computeIfAbsent(outline.type().get(activity), _ -> new ArrayList<>())
                    .add(activity);
        }
        for (var types : levels.values()) {
            types.values().forEach(this::add);
        }
        return nodes;
    }

    /** Place of the node in which this activity is. */
    int nodeOf(int activity) {
        return nodeOf[activity];
    }

    private void add(List<Integer> alike) {
        int level = outline.level().get(alike.getFirst());
        var id = "g%d-%s".formatted(level, outline.typeOf(alike.getFirst()));
        List<Integer> others = collapses ? withoutFailed(alike) : alike;
        if (!collapses || others.size() < SMALLEST_GROUP) {
            others.forEach(this::addSingle);
        } else if (shape.expand().contains(id)) {
            int shown = Math.min(MOST_EXPANDED, others.size());
            others.subList(0, shown).forEach(this::addSingle);
            if (shown < others.size()) {
                addGroup(id + "-rest", others.subList(shown, others.size()));
            }
        } else {
            addGroup(id, others);
        }
    }

    /** The first of those that failed are shown at once. */
    private List<Integer> withoutFailed(List<Integer> alike) {
        List<Integer> others = new ArrayList<>();
        int shown = 0;
        for (int activity : alike) {
            if (shown < MOST_FAILED && shape.failed().contains(activity)) {
                addSingle(activity);
                shown++;
            } else {
                others.add(activity);
            }
        }
        return others;
    }

    private void addSingle(int activity) {
        nodeOf[activity] = nodes.size();
        nodes.add(new GraphNode.Single(
                activity, outline.names().get(activity), outline.level().get(activity)));
    }

    private void addGroup(String wantedId, List<Integer> activities) {
        var id = wantedId;
        while (!ids.add(id)) {
            id += "-rest"; // there is a kind of this name, too
        }
        int first = activities.getFirst();
        activities.forEach(activity -> nodeOf[activity] = nodes.size());
        nodes.add(new GraphNode.Group(id, outline.typeOf(first), outline.level().get(first), ranges(activities)));
    }

    private static List<List<Integer>> ranges(List<Integer> activities) {
        List<List<Integer>> ranges = new ArrayList<>();
        int first = activities.getFirst();
        int last = first;
        for (int activity : activities.subList(1, activities.size())) {
            if (activity != last + 1) {
                ranges.add(List.of(first, last));
                first = activity;
            }
            last = activity;
        }
        ranges.add(List.of(first, last));
        return ranges;
    }
}
