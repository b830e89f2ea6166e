package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that the API answers with a {@code Status}, in the words of a real API server. */
final class RefusedException extends RuntimeException {
    private final transient ObjectNode status;
    private final int code;

    private RefusedException(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", message).put("reason", reason);
        if (!details.isEmpty()) {
            status.set("details", details);
        }
        status.put("code", code);
    }

    int code() {
        return code;
    }

    ObjectNode status() {
        return status;
    }

    static RefusedException notFound(ResourceType type, String name) {
        return new RefusedException(
                404, "NotFound", "%s \"%s\" not found".formatted(type.qualified(), name), details(type, name));
    }

    static RefusedException noSuchPath() {
        return new RefusedException(404, "NotFound", "the server could not find the requested resource", Json.object());
    }

    static RefusedException alreadyExists(ResourceType type, String name) {
        return new RefusedException(
                409,
                "AlreadyExists",
                "%s \"%s\" already exists".formatted(type.qualified(), name),
                details(type, name));
    }

    static RefusedException conflict(ResourceType type, String name, String why) {
        var message = "Operation cannot be fulfilled on %s \"%s\": %s".formatted(type.qualified(), name, why);
        return new RefusedException(409, "Conflict", message, details(type, name));
    }

    static RefusedException modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    static RefusedException invalid(ResourceType type, String name, String field, String problem) {
        var details = details(type, name).put("kind", type.kind);
        details.putArray("causes")
                .addObject()
                .put("reason", "FieldValueInvalid")
                .put("message", problem)
                .put("field", field);
        var message = "%s \"%s\" is invalid: %s: %s".formatted(type.qualifiedKind(), name, field, problem);
        return new RefusedException(422, "Invalid", message, details);
    }

    static RefusedException badRequest(String message) {
        return new RefusedException(400, "BadRequest", message, Json.object());
    }

    static RefusedException unauthorized() {
        return new RefusedException(401, "Unauthorized", "Unauthorized", Json.object());
    }

    static RefusedException methodNotAllowed() {
        return new RefusedException(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                Json.object());
    }

    static RefusedException unsupportedMediaType(String given) {
        return new RefusedException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - Expected JSON, but got " + given,
                Json.object());
    }

    static RefusedException tooLarge() {
        return new RefusedException(
                413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728", Json.object());
    }

    static RefusedException gone(long asked, long oldest) {
        return new RefusedException(
                410, "Expired", "too old resource version: %d (%d)".formatted(asked, oldest), Json.object());
    }

    private static ObjectNode details(ResourceType type, String name) {
        var details = Json.object().put("name", name);
        if (!type.group.isEmpty()) {
            details.put("group", type.group);
        }
        return details.put("kind", type.plural);
    }
}
