package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which parts of an object an update may change. */
final class Updates {
    private static final String[] SERVER_FIELDS = {
        "name",
        "namespace",
        "uid",
        "creationTimestamp",
        "generateName",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
        "resourceVersion"
    };

    private Updates() {}

    static ObjectNode statusOnly(ObjectNode before, ObjectNode after) {
        var result = before.deepCopy();
        if (after.has("status")) {
            result.set("status", after.get("status"));
        }
        return result;
    }

    static ObjectNode allButStatus(ResourceType type, ObjectNode before, ObjectNode after) {
        keepServerFields(before, after);
        if (type.hasStatus()) {
            if (before.has("status")) {
                after.set("status", before.get("status"));
            } else {
                after.remove("status");
            }
        }
        if (type == ResourceType.SECRETS) {
            SecretObject.prepare(after);
        }
        var metadata = after.path("metadata");
        NewObject.checkLabels(type, metadata, metadata.path("labels"), "metadata.labels");
        var template = after.path("spec").path("template");
        if (type == ResourceType.JOBS && !template.equals(before.path("spec").path("template"))) {
            throw RefusedException.invalid(
                    type, metadata.path("name").asText(), "spec.template", "Invalid value: field is immutable");
        }
        if (type == ResourceType.PODS && !after.path("spec").equals(before.path("spec"))) {
            throw RefusedException.invalid(
                    type, metadata.path("name").asText(), "spec", "Forbidden: pod updates may not change fields");
        }
        return after;
    }

    private static void keepServerFields(ObjectNode before, ObjectNode after) {
        after.set("apiVersion", before.get("apiVersion"));
        after.set("kind", before.get("kind"));
        var was = Json.metadata(before);
        var is = Json.metadata(after);
        for (var field : SERVER_FIELDS) {
            if (was.has(field)) {
                is.set(field, was.get(field));
            } else {
                is.remove(field);
            }
        }
    }
}
