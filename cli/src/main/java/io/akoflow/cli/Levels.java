package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.engine.view.Outline;
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
    private final Outline outline;

    /** What is drawn as one: an activity, or many of a type that are on one level. */
    record Node(String label, List<Seen> activities, Set<String> after) {}

    Levels(Iterable<JsonNode> items) {
        var places = new HashMap<String, Integer>();
        for (var item : items) {
            places.put(item.path("name").asText(), activities.size());
            activities.add(Seen.of(item));
            raw.add(item.path("name").asText());
        }
        var dependencies = new ArrayList<List<Integer>>();
        for (var item : items) {
            var own = new ArrayList<Integer>();
            for (var name : item.path("dependsOn")) {
                if (places.containsKey(name.asText())) {
                    own.add(places.get(name.asText()));
                }
            }
            dependencies.add(own);
        }
        outline = Outline.of(activities.stream().map(Seen::name).toList(), dependencies);
    }

    /** The names of each level, as they are. */
    List<List<String>> byLevel() {
        var names = new ArrayList<List<String>>();
        for (int i = 0; i < outline.size(); i++) {
            while (names.size() <= outline.level().get(i)) {
                names.add(new ArrayList<>());
            }
            names.get(outline.level().get(i)).add(raw.get(i));
        }
        return names;
    }

    /** What is drawn of each level, from the first on. */
    List<List<Node>> nodes() {
        var sizes = new HashMap<String, Integer>();
        for (int i = 0; i < outline.size(); i++) {
            sizes.merge(key(i), 1, Integer::sum);
        }
        String[] keys = new String[outline.size()];
        for (int i = 0; i < keys.length; i++) {
            boolean together = keys.length > MOST_SINGLE && sizes.getOrDefault(key(i), 0) > MOST_OF_A_TYPE;
            keys[i] = together ? key(i) : outline.level().get(i) + " " + i;
        }
        var byLevel = new ArrayList<Map<String, Node>>();
        for (int i = 0; i < keys.length; i++) {
            while (byLevel.size() <= outline.level().get(i)) {
                byLevel.add(new LinkedHashMap<>());
            }
            var together = keys[i].equals(key(i));
            var name = activities.get(i).name();
            var label = together ? outline.typeOf(i) : name;
            var node = byLevel.get(outline.level().get(i))
                    .computeIfAbsent(keys[i], _ -> new Node(label, new ArrayList<>(), new LinkedHashSet<>()));
            node.activities.add(activities.get(i));
            for (int dependency : outline.dependsOn().get(i)) {
                node.after.add(label(dependency, keys));
            }
        }
        return byLevel.stream().map(level -> List.copyOf(level.values())).toList();
    }

    private String label(int activity, String[] keys) {
        var name = activities.get(activity).name();
        return keys[activity].equals(key(activity)) ? outline.typeOf(activity) : name;
    }

    private String key(int activity) {
        return outline.level().get(activity) + "\n" + outline.typeOf(activity);
    }
}
