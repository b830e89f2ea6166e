package io.akoflow.engine.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What of a run's activities does not change while it goes on; lists are by ordinal.
 *
 * @param types kinds of activities, by their names without what counts them, in the order in which they first appear
 * @param type places in {@code types}
 * @param level how many dependencies the longest way from a beginning has
 * @param dependsOn ordinals
 */
public record Outline(
        List<String> names,
        List<String> types,
        List<Integer> type,
        List<Integer> level,
        List<List<Integer>> dependsOn) {

    public Outline {
        names = List.copyOf(names);
        types = List.copyOf(types);
        type = List.copyOf(type);
        level = List.copyOf(level);
        dependsOn = List.copyOf(dependsOn);
    }

    /** The outline of activities that are called and depend on each other so. */
    public static Outline of(List<String> names, List<List<Integer>> dependsOn) {
        Map<String, Integer> types = new LinkedHashMap<>();
        List<Integer> type = new ArrayList<>();
        for (var name : names) {
            var typeName = TypeName.of(name);
            types.putIfAbsent(typeName, types.size());
            type.add(types.getOrDefault(typeName, 0));
        }
        return new Outline(names, List.copyOf(types.keySet()), type, levels(dependsOn), dependsOn);
    }

    /** How many activities there are. */
    public int size() {
        return names.size();
    }

    /** The kind of this activity. */
    public String typeOf(int activity) {
        return types.get(type.get(activity));
    }

    /** Activities of this kind, in their order; none when there is no such kind. */
    public List<Integer> ofType(String kind) {
        int wanted = types.indexOf(kind);
        return IntStream.range(0, size())
                .filter(it -> type.get(it) == wanted)
                .boxed()
                .toList();
    }

    /** Of each activity, those that depend on it. */
    public List<List<Integer>> dependants() {
        List<List<Integer>> dependants = new ArrayList<>();
        dependsOn.forEach(_ -> dependants.add(new ArrayList<>()));
        for (int activity = 0; activity < size(); activity++) {
            for (int parent : dependsOn.get(activity)) {
                dependants.get(parent).add(activity);
            }
        }
        return dependants;
    }

    private static List<Integer> levels(List<List<Integer>> dependsOn) {
        int size = dependsOn.size();
        int[] waiting = new int[size];
        List<List<Integer>> dependants = new ArrayList<>();
        dependsOn.forEach(_ -> dependants.add(new ArrayList<>()));
        var ready = new ArrayDeque<Integer>();
        for (int activity = 0; activity < size; activity++) {
            waiting[activity] = dependsOn.get(activity).size();
            for (int parent : dependsOn.get(activity)) {
                dependants.get(parent).add(activity);
            }
            if (waiting[activity] == 0) {
                ready.add(activity);
            }
        }
        Integer[] levels = new Integer[size];
        Arrays.fill(levels, 0);
        while (!ready.isEmpty()) {
            int parent = ready.remove();
            for (int activity : dependants.get(parent)) {
                levels[activity] = Math.max(levels[activity], levels[parent] + 1);
                if (--waiting[activity] == 0) {
                    ready.add(activity);
                }
            }
        }
        return List.of(levels);
    }
}
