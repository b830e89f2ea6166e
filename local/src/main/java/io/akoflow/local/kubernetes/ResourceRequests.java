package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Create, get, list, update, patch and delete. */
final class ResourceRequests {
    private final ObjectStore store;
    private final Deletion deletion;

    ResourceRequests(ObjectStore store, Deletion deletion) {
        this.store = store;
        this.deletion = deletion;
    }

    Answer get(ApiTarget target, Query query) {
        return target.isCollection() ? list(target, query) : Answer.of(200, existing(target));
    }

    Answer create(ApiTarget target, byte[] body) {
        if (!target.isCollection()) {
            throw RefusedException.methodNotAllowed();
        }
        var type = target.type();
        if (type.namespaced
                && store.get(ResourceType.NAMESPACES, "", target.namespace()).isEmpty()) {
            throw RefusedException.notFound(ResourceType.NAMESPACES, target.namespace());
        }
        var tree = NewObject.prepare(type, target.namespace(), read(body));
        return Answer.of(201, store.create(type, tree));
    }

    Answer replace(ApiTarget target, byte[] body) {
        var given = read(body);
        return Answer.of(200, update(target, _ -> given));
    }

    Answer patch(ApiTarget target, String contentType, byte[] body) {
        var patch = Patch.parse(contentType, body);
        if (patch.mayCreate()
                && store.get(target.type(), target.namespace(), target.name()).isEmpty()) {
            var collection = new ApiTarget(target.type(), target.namespace(), "", "");
            return create(collection, body);
        }
        return Answer.of(200, update(target, patch::applyTo));
    }

    Answer delete(ApiTarget target, Query query, byte[] body) {
        var options = body.length == 0 ? Json.object() : read(body);
        if (query.has("propagationPolicy")) {
            options.put("propagationPolicy", query.text("propagationPolicy"));
        }
        if (query.has("gracePeriodSeconds")) {
            options.put("gracePeriodSeconds", query.number("gracePeriodSeconds", 0));
        }
        if (target.isCollection()) {
            var listing = store.listing(target.type(), target.namespace(), query.selector(target));
            listing.items().forEach(object -> deletion.delete(object, options));
            return new Answer(200, listed(target.type(), listing.version(), "", listing.items()));
        }
        var object = existing(target);
        var last = deletion.delete(object, options);
        return store.byUid(object.uid()).isPresent() ? Answer.of(200, last) : Answer.of(200, deleted(object));
    }

    private Stored update(ApiTarget target, java.util.function.UnaryOperator<ObjectNode> change) {
        var type = target.type();
        return store.update(type, target.namespace(), target.name(), before -> {
            var after = change.apply(before.deepCopy());
            checkIdentity(target, before, after);
            return target.subresource().equals("status")
                    ? Updates.statusOnly(before, after)
                    : Updates.allButStatus(type, before, after);
        });
    }

    private static void checkIdentity(ApiTarget target, ObjectNode before, ObjectNode after) {
        var was = before.path("metadata");
        var is = after.path("metadata");
        var type = target.type();
        if (!is.path("name").asText(target.name()).equals(target.name())) {
            throw RefusedException.badRequest("the name of the object (%s) does not match the name on the URL (%s)"
                    .formatted(is.path("name").asText(), target.name()));
        }
        var version = is.path("resourceVersion").asText();
        if (!version.isEmpty() && !version.equals(was.path("resourceVersion").asText())) {
            throw RefusedException.modified(type, target.name());
        }
        var uid = is.path("uid").asText();
        if (!uid.isEmpty() && !uid.equals(was.path("uid").asText())) {
            throw RefusedException.conflict(
                    type,
                    target.name(),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, was.path("uid").asText()));
        }
    }

    private Answer list(ApiTarget target, Query query) {
        var listing = store.listing(target.type(), target.namespace(), query.selector(target));
        var version = listing.version();
        var items = listing.items();
        if (query.has("continue")) {
            var parts = decodeContinue(query.text("continue"));
            version = Long.parseLong(parts[0]);
            items = items.stream()
                    .filter(object -> object.key().compareTo(parts[1]) > 0)
                    .toList();
        }
        int limit = (int) query.number("limit", 0);
        var next = "";
        if (limit > 0 && items.size() > limit) {
            items = items.subList(0, limit);
            var token = version + " " + items.getLast().key();
            next = Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        }
        return new Answer(200, listed(target.type(), version, next, items));
    }

    private static String[] decodeContinue(String token) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 2);
            if (parts.length == 2 && parts[0].matches("\\d{1,18}")) {
                return parts;
            }
        } catch (IllegalArgumentException e) {
            throw RefusedException.badRequest("continue key is not valid: " + e.getMessage());
        }
        throw RefusedException.badRequest("continue key is not valid");
    }

    private static Buffer listed(ResourceType type, long version, String next, List<Stored> items) {
        var size = items.stream().mapToInt(object -> object.json().length + 1).sum();
        var list = Json.object().put("kind", type.kind + "List").put("apiVersion", type.apiVersion());
        var metadata = list.putObject("metadata").put("resourceVersion", Long.toString(version));
        if (!next.isEmpty()) {
            metadata.put("continue", next);
        }
        var head = Json.bytes(list);
        var body = Buffer.buffer(head.length + size + 16)
                .appendBytes(head, 0, head.length - 1)
                .appendString(",\"items\":[");
        var separator = "";
        for (var object : items) {
            body.appendString(separator).appendBytes(object.json());
            separator = ",";
        }
        return body.appendString("]}");
    }

    private static ObjectNode deleted(Stored object) {
        var status = Json.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        status.putObject("details")
                .put("name", object.name())
                .put("group", object.type().group)
                .put("kind", object.type().plural)
                .put("uid", object.uid());
        return status;
    }

    private Stored existing(ApiTarget target) {
        return store.get(target.type(), target.namespace(), target.name())
                .orElseThrow(() -> RefusedException.notFound(target.type(), target.name()));
    }

    private static ObjectNode read(byte[] body) {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            if (tree instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw RefusedException.badRequest(
                    "the object provided is unrecognized (must be of type JSON): " + e.getMessage());
        }
        throw RefusedException.badRequest("the object provided is unrecognized: Expected a JSON object");
    }
}
