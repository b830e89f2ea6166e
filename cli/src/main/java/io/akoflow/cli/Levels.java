package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The graph of a run, level by level: an activity is one level below the lowest of those it depends on. */
final class Levels {

    private static final int MOST_SINGLE = 30;
    private static final int MOST_OF_A_TYPE = 3;

    private final List<Seen> activities = new ArrayList<>();
    private final List<String> raw = new ArrayList<>();
    private final List<List<Integer>> dependencies = new ArrayList<>();
    private final int[] levels;

    /** What is drawn as one: an activity, or many of a type that are on one level. */
    record Node(String label, List<Seen> activities, Set<String> after) {}

    Levels(Iterable<JsonNode> items) {
        var places = new HashMap<String, Integer>();
        for (var item : items) {
            places.put(item.path("name").asText(), activities.size());
            activities.add(Seen.of(item));
            raw.add(item.path("name").asText());
        }
        for (var item : items) {
            var own = new ArrayList<Integer>();
            for (var name : item.path("dependsOn")) {
                if (places.containsKey(name.asText())) {
                    own.add(places.get(name.asText()));
                }
            }
            dependencies.add(own);
        }
        levels = levels();
    }

    private int[] levels() {
        var dependants = new ArrayList<List<Integer>>();
        dependencies.forEach(_ -> dependants.add(new ArrayList<>()));
        int[] open = new int[activities.size()];
        var ready = new ArrayDeque<Integer>();
        for (int i = 0; i < open.length; i++) {
            open[i] = dependencies.get(i).size();
            for (int dependency : dependencies.get(i)) {
                dependants.get(dependency).add(i);
            }
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        int[] found = new int[activities.size()];
        while (!ready.isEmpty()) {
            int done = ready.remove();
            for (int next : dependants.get(done)) {
                found[next] = Math.max(found[next], found[done] + 1);
                if (--open[next] == 0) {
                    ready.add(next);
                }
            }
        }
        return found;
    }

    /** The names of each level, as they are. */
    List<List<String>> byLevel() {
        var names = new ArrayList<List<String>>();
        for (int i = 0; i < levels.length; i++) {
            while (names.size() <= levels[i]) {
                names.add(new ArrayList<>());
            }
            names.get(levels[i]).add(raw.get(i));
        }
        return names;
    }

    /** What is drawn of each level, from the first on. */
    List<List<Node>> nodes() {
        var sizes = new HashMap<String, Integer>();
        for (int i = 0; i < levels.length; i++) {
            sizes.merge(key(i), 1, Integer::sum);
        }
        String[] keys = new String[levels.length];
        for (int i = 0; i < keys.length; i++) {
            boolean together = keys.length > MOST_SINGLE && sizes.getOrDefault(key(i), 0) > MOST_OF_A_TYPE;
            keys[i] = together ? key(i) : levels[i] + " " + i;
        }
        var byLevel = new ArrayList<Map<String, Node>>();
        for (int i = 0; i < keys.length; i++) {
            while (byLevel.size() <= levels[i]) {
                byLevel.add(new LinkedHashMap<>());
            }
            var together = keys[i].equals(key(i));
            var name = activities.get(i).name();
            var label = together ? ActivityGroups.type(name) : name;
            var node = byLevel.get(levels[i])
                    .computeIfAbsent(keys[i], _ -> new Node(label, new ArrayList<>(), new LinkedHashSet<>()));
            node.activities.add(activities.get(i));
            for (int dependency : dependencies.get(i)) {
                node.after.add(label(dependency, keys));
            }
        }
        return byLevel.stream().map(level -> List.copyOf(level.values())).toList();
    }

    private String label(int activity, String[] keys) {
        var name = activities.get(activity).name();
        return keys[activity].equals(key(activity)) ? ActivityGroups.type(name) : name;
    }

    private String key(int activity) {
        return levels[activity] + "\n"
                + ActivityGroups.type(activities.get(activity).name());
    }
}
