package io.akoflow.engine.export;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A thing in a graph of JSON-LD: properties that are not known are left out. */
final class Entity {

    private final String id;
    private final Map<String, Object> properties = new LinkedHashMap<>();

    private Entity(String id, Object type) {
        this.id = id;
        properties.put("@id", id);
        properties.put("@type", type);
    }

    static Entity of(String id, String type) {
        return new Entity(id, type);
    }

    static Entity of(String id, List<String> types) {
        return new Entity(id, types);
    }

    Entity with(String property, @Nullable Object value) {
        if (value != null) {
            properties.put(property, value);
        }
        return this;
    }

    Entity at(String property, @Nullable Instant time) {
        return with(property, time == null ? null : time.toString());
    }

    Entity to(String property, @Nullable String id) {
        return with(property, id == null ? null : Map.of("@id", id));
    }

    /** Nothing when there are none. */
    Entity to(String property, Collection<String> ids) {
        return with(
                property,
                ids.isEmpty() ? null : ids.stream().map(id -> Map.of("@id", id)).toList());
    }

    String id() {
        return id;
    }

    Map<String, Object> properties() {
        return properties;
    }
}
