package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.engine.kubernetes.PlannedObject.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Remembers which of the objects by their names are akoflow's, so that deleting one is usually one call, and never hits
 * somebody else's.
 */
@ApplicationScoped
public class Uids {

    private static final int MOST_KNOWN = 20_000;

    private final Recent<String> known = new Recent<>(MOST_KNOWN);

    void remember(Kind kind, String namespace, String name, JsonNode object) {
        var uid = object.path("metadata").path("uid").asText();
        if (!uid.isEmpty()) {
            known.remember(key(kind, namespace, name), uid);
        }
    }

    Optional<String> of(Kind kind, String namespace, String name) {
        return known.of(key(kind, namespace, name));
    }

    void forget(Kind kind, String namespace, String name) {
        known.forget(key(kind, namespace, name));
    }

    private static String key(Kind kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }
}
