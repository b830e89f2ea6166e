package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A PersistentVolumeClaim as it is stored first. */
final class ClaimObject {
    /** Keeps a claim while pods use it. */
    static final String PROTECTION = "kubernetes.io/pvc-protection";

    private ClaimObject() {}

    static void prepare(ObjectNode claim) {
        var name = claim.path("metadata").path("name").asText();
        var spec = claim.path("spec");
        if (spec.path("accessModes").isEmpty()) {
            throw RefusedException.invalid(
                    ResourceType.CLAIMS,
                    name,
                    "spec.accessModes",
                    "Required value: at least 1 access mode is required");
        }
        if (!spec.path("resources").path("requests").hasNonNull("storage")) {
            throw RefusedException.invalid(ResourceType.CLAIMS, name, "spec.resources[storage]", "Required value");
        }
        Json.metadata(claim).withArrayProperty("finalizers").add(PROTECTION);
        var filled = claim.withObjectProperty("spec");
        if (!filled.hasNonNull("storageClassName")) {
            filled.put("storageClassName", Machine.STORAGE_CLASS);
        }
        filled.put("volumeMode", filled.path("volumeMode").asText("Filesystem"));
        claim.set("status", Json.object().put("phase", "Pending"));
    }
}
