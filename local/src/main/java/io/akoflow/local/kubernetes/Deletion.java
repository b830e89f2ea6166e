package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** How objects go: at once, or when their finalizers, their dependents or their processes are gone. */
final class Deletion {
    static final String FOREGROUND = "foregroundDeletion";

    private static final long DEFAULT_GRACE_SECONDS = 30;

    private final ObjectStore store;

    Deletion(ObjectStore store) {
        this.store = store;
    }

    /** @param options as {@code DeleteOptions} */
    Stored delete(Stored object, JsonNode options) {
        checkPreconditions(object, options.path("preconditions"));
        var policy = options.path("propagationPolicy").asText("Background");
        if (policy.equals("Orphan")) {
            orphan(object);
        }
        if (object.type() == ResourceType.PODS) {
            return deletePod(object, options);
        }
        var foreground =
                policy.equals("Foreground") && !store.ownedBy(object.uid()).isEmpty();
        if (!foreground && object.tree().path("metadata").path("finalizers").isEmpty()) {
            store.remove(object);
            return object;
        }
        return store.updateIfPresent(object, tree -> {
                    var metadata = markDeleted(tree, 0);
                    if (foreground && !hasFinalizer(tree, FOREGROUND)) {
                        metadata.withArrayProperty("finalizers").add(FOREGROUND);
                    }
                    return tree;
                })
                .orElse(object);
    }

    static boolean hasFinalizer(JsonNode tree, String finalizer) {
        for (var present : tree.path("metadata").path("finalizers")) {
            if (present.asText().equals(finalizer)) {
                return true;
            }
        }
        return false;
    }

    static ObjectNode withoutFinalizer(ObjectNode tree, String finalizer) {
        var kept = Json.array();
        tree.path("metadata").path("finalizers").forEach(present -> {
            if (!present.asText().equals(finalizer)) {
                kept.add(present);
            }
        });
        Json.metadata(tree).set("finalizers", kept);
        return tree;
    }

    private Stored deletePod(Stored pod, JsonNode options) {
        var tree = pod.tree();
        long grace = options.hasNonNull("gracePeriodSeconds")
                ? options.get("gracePeriodSeconds").asLong()
                : tree.path("spec").path("terminationGracePeriodSeconds").asLong(DEFAULT_GRACE_SECONDS);
        if (grace == 0 || pod.hasEnded()) {
            store.letGo(pod);
            return pod;
        }
        if (pod.deleting()) {
            return pod;
        }
        return store.updateIfPresent(pod, marked -> {
                    markDeleted(marked, grace);
                    return marked;
                })
                .orElse(pod);
    }

    private void orphan(Stored owner) {
        for (var dependent : store.ownedBy(owner.uid())) {
            store.updateIfPresent(dependent, tree -> {
                var kept = Json.array();
                tree.path("metadata").path("ownerReferences").forEach(reference -> {
                    if (!reference.path("uid").asText().equals(owner.uid())) {
                        kept.add(reference);
                    }
                });
                Json.metadata(tree).set("ownerReferences", kept);
                return tree;
            });
        }
    }

    /** As an object that is only kept by its finalizers. */
    static ObjectNode withoutGrace(ObjectNode tree) {
        if (tree.path("metadata").path("deletionGracePeriodSeconds").asLong(-1) != 0) {
            var metadata = Json.metadata(tree);
            metadata.put("deletionTimestamp", Json.time(Instant.now()));
            metadata.put("deletionGracePeriodSeconds", 0);
        }
        return tree;
    }

    private static ObjectNode markDeleted(ObjectNode tree, long grace) {
        var metadata = Json.metadata(tree);
        if (!Stored.isBeingDeleted(tree)) {
            metadata.put("deletionTimestamp", Json.time(Instant.now().plusSeconds(grace)));
            metadata.put("deletionGracePeriodSeconds", grace);
        }
        return metadata;
    }

    private static void checkPreconditions(Stored object, JsonNode preconditions) {
        var uid = preconditions.path("uid").asText(object.uid());
        if (!uid.equals(object.uid())) {
            throw RefusedException.conflict(
                    object.type(),
                    object.name(),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, object.uid()));
        }
        var version = preconditions.path("resourceVersion").asText(Long.toString(object.version()));
        if (!version.equals(Long.toString(object.version()))) {
            throw RefusedException.modified(object.type(), object.name());
        }
    }
}
