package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;

/** A change of an object as it comes in a PATCH request. */
sealed interface Patch {
    ObjectNode applyTo(ObjectNode tree);

    /** Whether an object that is not there is made. */
    default boolean mayCreate() {
        return false;
    }

    /**
     * RFC 7396; strategic merge patches and applied configurations are treated like it, lists as a whole but for what
     * is taken from them.
     */
    record Merge(ObjectNode patch, boolean mayCreate) implements Patch {
        private static final String FROM_LIST = "$deleteFromPrimitiveList/";

        @Override
        public ObjectNode applyTo(ObjectNode tree) {
            merge(tree, patch);
            return tree;
        }

        private static void takeFrom(ArrayNode list, JsonNode values) {
            values.forEach(value -> list.removeIf(value::equals));
        }

        private static void merge(ObjectNode target, ObjectNode patch) {
            for (var field : patch.properties()) {
                if (field.getKey().startsWith(FROM_LIST)) {
                    takeFrom(target.withArrayProperty(field.getKey().substring(FROM_LIST.length())), field.getValue());
                } else if (field.getValue().isNull()) {
                    target.remove(field.getKey());
                } else if (field.getValue() instanceof ObjectNode inner) {
                    var into = target.get(field.getKey()) instanceof ObjectNode present ? present : Json.object();
                    target.set(field.getKey(), into);
                    merge(into, inner);
                } else {
                    target.set(field.getKey(), field.getValue());
                }
            }
        }
    }

    /** RFC 6902: add, replace, remove, test, move and copy. */
    record Operations(ArrayNode operations) implements Patch {
        @Override
        public ObjectNode applyTo(ObjectNode tree) {
            for (var operation : operations) {
                apply(tree, operation);
            }
            return tree;
        }

        private static void apply(ObjectNode tree, JsonNode operation) {
            var path = operation.path("path").asText();
            var value = operation.path("value");
            switch (operation.path("op").asText()) {
                case "add" -> put(tree, path, value, true);
                case "replace" -> put(tree, path, value, false);
                case "remove" -> remove(tree, path);
                case "copy" ->
                    put(tree, path, tree.at(operation.path("from").asText()).deepCopy(), true);
                case "move" ->
                    put(tree, path, remove(tree, operation.path("from").asText()), true);
                case "test" -> {
                    if (!tree.at(path).equals(value)) {
                        throw RefusedException.badRequest("testing value %s failed".formatted(path));
                    }
                }
                default -> throw RefusedException.badRequest("unknown operation in " + operation);
            }
        }

        private static JsonNode remove(ObjectNode tree, String path) {
            var last = lastOf(path);
            var removed = tree.at(path);
            switch (parentOf(tree, path)) {
                case ArrayNode array -> array.remove(Integer.parseInt(last));
                case ObjectNode object -> object.remove(last);
                default -> throw RefusedException.badRequest("unable to remove nonexistent key: " + path);
            }
            return removed;
        }

        private static void put(ObjectNode tree, String path, JsonNode value, boolean insert) {
            var last = lastOf(path);
            switch (parentOf(tree, path)) {
                case ArrayNode array when last.equals("-") -> array.add(value);
                case ArrayNode array when insert -> array.insert(Integer.parseInt(last), value);
                case ArrayNode array -> array.set(Integer.parseInt(last), value);
                case ObjectNode object -> object.set(last, value);
                default -> throw RefusedException.badRequest("doc is missing path: " + path);
            }
        }

        private static JsonNode parentOf(ObjectNode tree, String path) {
            return tree.at(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
        }

        private static String lastOf(String path) {
            return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
        }
    }

    static Patch parse(String contentType, byte[] body) {
        try {
            var tree = Json.MAPPER.readTree(body);
            var type = contentType.toLowerCase(Locale.ROOT);
            if (type.startsWith("application/json-patch+json") && tree instanceof ArrayNode operations) {
                return new Operations(operations);
            }
            if (tree instanceof ObjectNode object && !type.startsWith("application/json-patch")) {
                return new Merge(object, type.startsWith("application/apply-patch"));
            }
            throw RefusedException.unsupportedMediaType(contentType);
        } catch (IOException e) {
            throw RefusedException.badRequest("error decoding patch: " + e.getMessage());
        }
    }
}
