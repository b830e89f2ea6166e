package io.akoflow.engine.kubernetes;

import static io.akoflow.engine.kubernetes.Trees.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The claims of a pod, each in one volume: a kubelet never finishes to mount a claim that a pod has in two. */
final class Volumes {

    private final Map<String, String> names = new LinkedHashMap<>();

    /** The volume that has {@code claim}; called so unless it has a name already. */
    String nameOf(String claim, String name) {
        return names.computeIfAbsent(claim, _ -> name);
    }

    int size() {
        return names.size();
    }

    List<Map<String, Object>> trees() {
        return names.entrySet().stream()
                .map(it -> tree("name", it.getValue(), "persistentVolumeClaim", tree("claimName", it.getKey())))
                .toList();
    }
}
