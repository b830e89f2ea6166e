package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A Pod as it is stored first, and the part of its checks that a Job's template shares. */
final class PodObject {
    private static final int GRACE_SECONDS = 30;

    private PodObject() {}

    static void prepare(ObjectNode pod) {
        var name = pod.path("metadata").path("name").asText();
        checkSpec(ResourceType.PODS, name, pod.path("spec"), "spec");
        fillIn(pod.withObjectProperty("spec"), "Always");
        pod.set("status", Json.object().put("phase", "Pending").put("qosClass", "BestEffort"));
    }

    static void fillIn(ObjectNode spec, String restartPolicy) {
        putIfAbsent(spec, "restartPolicy", restartPolicy);
        putIfAbsent(spec, "dnsPolicy", "ClusterFirst");
        putIfAbsent(spec, "schedulerName", "default-scheduler");
        if (!spec.hasNonNull("terminationGracePeriodSeconds")) {
            spec.put("terminationGracePeriodSeconds", GRACE_SECONDS);
        }
        for (var list : new String[] {"initContainers", "containers"}) {
            for (var container : spec.path(list)) {
                putIfAbsent((ObjectNode) container, "terminationMessagePath", "/dev/termination-log");
                putIfAbsent((ObjectNode) container, "terminationMessagePolicy", "File");
            }
        }
    }

    static void checkSpec(ResourceType type, String name, JsonNode spec, String field) {
        if (spec.path("containers").isEmpty()) {
            throw RefusedException.invalid(type, name, field + ".containers", "Required value");
        }
        for (var list : new String[] {"initContainers", "containers"}) {
            int i = 0;
            for (var container : spec.path(list)) {
                var where = "%s.%s[%d]".formatted(field, list, i++);
                if (container.path("name").asText().isEmpty()) {
                    throw RefusedException.invalid(type, name, where + ".name", "Required value");
                }
                if (container.path("image").asText().isEmpty()) {
                    throw RefusedException.invalid(type, name, where + ".image", "Required value");
                }
                checkMounts(type, name, spec, container, where);
            }
        }
    }

    private static void checkMounts(ResourceType type, String name, JsonNode spec, JsonNode container, String where) {
        int i = 0;
        for (var mount : container.path("volumeMounts")) {
            var volume = mount.path("name").asText();
            var known = false;
            for (var declared : spec.path("volumes")) {
                known |= declared.path("name").asText().equals(volume);
            }
            if (!known) {
                throw RefusedException.invalid(
                        type,
                        name,
                        "%s.volumeMounts[%d].name".formatted(where, i),
                        "Not found: \"%s\"".formatted(volume));
            }
            i++;
        }
    }

    private static void putIfAbsent(ObjectNode node, String field, String value) {
        if (!node.hasNonNull(field)) {
            node.put(field, value);
        }
    }
}
