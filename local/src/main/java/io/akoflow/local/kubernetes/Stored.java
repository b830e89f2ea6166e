package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** One version of an object; kept as the JSON that is answered, with what is searched for beside it. */
@SuppressWarnings("ArrayRecordComponent")
record Stored(
        ResourceType type,
        String namespace,
        String name,
        String uid,
        long version,
        Map<String, String> labels,
        List<String> owners,
        boolean deleting,
        String phase,
        byte[] json) {

    /** Takes the tree over; nobody may change it afterwards. */
    static Stored of(ResourceType type, ObjectNode tree) {
        var metadata = tree.path("metadata");
        var owners = StreamSupport.stream(metadata.path("ownerReferences").spliterator(), false)
                .map(owner -> owner.path("uid").asText())
                .toList();
        return new Stored(
                type,
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asLong(),
                Map.copyOf(Json.texts(metadata.path("labels"))),
                owners,
                isBeingDeleted(tree),
                tree.path("status").path("phase").asText(),
                Json.bytes(tree));
    }

    ObjectNode tree() {
        return Json.parse(json);
    }

    /** Of a pod: whether it has ended. */
    boolean hasEnded() {
        return hasEnded(phase);
    }

    static boolean hasEnded(JsonNode pod) {
        return hasEnded(pod.path("status").path("phase").asText());
    }

    private static boolean hasEnded(String phase) {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Its place among those of its type, namespaces in a row. */
    String key() {
        return key(namespace, name);
    }

    static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    static boolean isBeingDeleted(JsonNode tree) {
        return tree.path("metadata").hasNonNull("deletionTimestamp");
    }
}
