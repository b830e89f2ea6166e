package io.akoflow.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The objects of an overlay, by kind, namespace and name. */
record Manifests(Map<String, Map<String, Object>> objects) {

    static final Path FOLDER = Path.of("kustomize").toAbsolutePath();

    /** As they are pinned. */
    static Manifests pinned(String overlay) {
        return parse(read(FOLDER.resolve("rendered").resolve(overlay + ".yaml")));
    }

    static Manifests parse(String text) {
        var byName = new TreeMap<String, Map<String, Object>>();
        for (var document : documents(text)) {
            byName.put(key(document), document);
        }
        return new Manifests(byName);
    }

    static List<Map<String, Object>> documents(String text) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (var document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
            documents.add(map(document));
        }
        return documents;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String key(Map<String, Object> object) {
        var metadata = map(object.get("metadata"));
        return object.get("kind") + " " + metadata.getOrDefault("namespace", "-") + "/" + metadata.get("name");
    }

    Stream<Map<String, Object>> ofKind(String kind) {
        return objects.values().stream().filter(it -> kind.equals(it.get("kind")));
    }

    /** The specs of all pods that are made of these objects, by the objects' keys. */
    Map<String, Map<String, Object>> pods() {
        var pods = new TreeMap<String, Map<String, Object>>();
        objects.forEach((key, object) -> {
            var spec = map(object.getOrDefault("spec", Map.of()));
            if (spec.containsKey("template")) {
                pods.put(key, at(object, "spec", "template", "spec"));
            }
        });
        return pods;
    }

    /** The data of the ConfigMap whose name begins so, and goes on with a hash. */
    Map<String, Object> settings(String name) {
        return ofKind("ConfigMap")
                .filter(it ->
                        String.valueOf(map(it.get("metadata")).get("name")).matches(name + "-[a-z0-9]{10}"))
                .map(it -> at(it, "data"))
                .findFirst()
                .orElseThrow();
    }

    static Map<String, Object> at(@Nullable Map<String, Object> object, String... path) {
        var place = map(object);
        for (var step : path) {
            place = map(place.getOrDefault(step, Map.of()));
        }
        return place;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object tree) {
        return tree == null ? Map.of() : (Map<String, Object>) tree;
    }

    static List<Map<String, Object>> list(@Nullable Object tree) {
        return tree == null
                ? List.of()
                : ((List<?>) tree).stream().map(Manifests::map).toList();
    }

    static List<String> strings(@Nullable Object tree) {
        return tree == null
                ? List.of()
                : ((List<?>) tree).stream().map(String::valueOf).toList();
    }
}
