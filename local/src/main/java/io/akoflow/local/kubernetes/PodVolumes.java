package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.local.runner.Mount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A pod's volumes as files and folders of this machine. */
final class PodVolumes {
    private final ObjectStore store;
    private final Claims claims;
    private final Stored pod;
    private final JsonNode spec;
    private final Path folder;
    private final Map<String, Path> sources = new HashMap<>();

    /** @param folder of the pod */
    PodVolumes(ObjectStore store, Claims claims, Stored pod, Path folder) {
        this.store = store;
        this.claims = claims;
        this.pod = pod;
        this.folder = folder;
        spec = pod.tree().path("spec");
    }

    /** Makes what any of its containers mounts: no container of a pod starts before all of that is there. */
    void require() throws NotYetException, IOException {
        for (var list : List.of("initContainers", "containers")) {
            for (var container : spec.path(list)) {
                require(container);
            }
        }
    }

    private void require(JsonNode container) throws NotYetException, IOException {
        for (var mount : container.path("volumeMounts")) {
            var name = mount.path("name").asText();
            if (!sources.containsKey(name)) {
                sources.put(name, source(volume(name)));
            }
        }
    }

    /** Once all is there. */
    List<Mount> mounts(JsonNode container, KeyReader expand) throws NotYetException, IOException {
        var mounts = new ArrayList<Mount>();
        for (var mount : container.path("volumeMounts")) {
            var name = mount.path("name").asText();
            var disk = volume(name).has("persistentVolumeClaim");
            var source = Objects.requireNonNull(sources.get(name), "all that is mounted was required");
            var subPath = mount.hasNonNull("subPathExpr")
                    ? expand.expand(mount.path("subPathExpr").asText())
                    : mount.path("subPath").asText();
            if (!subPath.isEmpty()) {
                source = inside(source, subPath);
                if (!Files.exists(source)) {
                    Files.createDirectories(source);
                }
            }
            var path = mount.path("mountPath").asText();
            mounts.add(new Mount(source, path.length() > 1 ? path.replaceAll("/+$", "") : path, disk));
        }
        return mounts;
    }

    /** Replaces references to variables in a text. */
    interface KeyReader {
        String expand(String text);
    }

    /** A subPath must not lead out of its volume, through links neither. */
    private static Path inside(Path volume, String subPath) throws NotYetException, IOException {
        var path = volume.resolve(subPath).normalize();
        var existing = path;
        while (!Files.exists(existing)) {
            existing = Objects.requireNonNull(existing.getParent(), "the root exists");
        }
        if (!path.startsWith(volume) || !existing.toRealPath().startsWith(volume.toRealPath())) {
            throw new NotYetException(
                    "CreateContainerConfigError", "subPath %s leads out of its volume".formatted(subPath));
        }
        return path;
    }

    private JsonNode volume(String name) {
        for (var volume : spec.path("volumes")) {
            if (volume.path("name").asText().equals(name)) {
                return volume;
            }
        }
        return Json.object();
    }

    private Path source(JsonNode volume) throws NotYetException, IOException {
        var name = volume.path("name").asText();
        var own = folder.resolve("volumes").resolve(name);
        if (volume.has("persistentVolumeClaim")) {
            return claim(volume.path("persistentVolumeClaim").path("claimName").asText());
        }
        if (volume.has("configMap")) {
            var map = volume.path("configMap");
            return write(
                    own, map, read(ResourceType.CONFIG_MAPS, map.path("name").asText()));
        }
        if (volume.has("secret")) {
            var secret = volume.path("secret");
            return write(
                    own,
                    secret,
                    read(ResourceType.SECRETS, secret.path("secretName").asText()));
        }
        if (volume.has("emptyDir")) {
            return Files.createDirectories(own);
        }
        throw new NotYetException(
                "CreateContainerConfigError",
                "volume %s: Expected a claim, a ConfigMap, a Secret or an emptyDir, but got another kind"
                        .formatted(name));
    }

    private Path claim(String name) throws NotYetException {
        var claim = store.get(ResourceType.CLAIMS, pod.namespace(), name)
                .filter(present -> present.phase().equals("Bound"));
        if (claim.isEmpty()) {
            throw new NotYetException("Unschedulable", "persistentvolumeclaim \"%s\" not found".formatted(name));
        }
        return claims.folder(pod.namespace(), name);
    }

    private JsonNode read(ResourceType type, String name) throws NotYetException {
        return store.get(type, pod.namespace(), name)
                .orElseThrow(() -> new NotYetException(
                        "CreateContainerConfigError",
                        "%s \"%s\" not found".formatted(type.plural.replaceAll("s$", ""), name)))
                .tree();
    }

    private static Path write(Path target, JsonNode source, JsonNode object) throws IOException {
        Files.createDirectories(target);
        for (var entry : object.path("data").properties()) {
            var text = entry.getValue().asText();
            var bytes = object.path("kind").asText().equals("Secret")
                    ? Base64.getDecoder().decode(text)
                    : text.getBytes(StandardCharsets.UTF_8);
            writeKey(target, source, entry.getKey(), bytes);
        }
        for (var entry : object.path("binaryData").properties()) {
            writeKey(
                    target,
                    source,
                    entry.getKey(),
                    Base64.getDecoder().decode(entry.getValue().asText()));
        }
        return target;
    }

    private static void writeKey(Path target, JsonNode source, String key, byte[] bytes) throws IOException {
        var path = key;
        int mode = source.path("defaultMode").asInt(0644);
        if (source.has("items")) {
            path = "";
            for (var item : source.path("items")) {
                if (item.path("key").asText().equals(key)) {
                    path = item.path("path").asText();
                    mode = item.path("mode").asInt(mode);
                }
            }
        }
        var file = target.resolve(path).normalize();
        if (!path.isEmpty() && file.startsWith(target)) {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, bytes);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(letters(mode)));
        }
    }

    private static String letters(int mode) {
        var letters = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            letters.append((mode >> bit & 1) == 1 ? "xwr".charAt(bit % 3) : '-');
        }
        return letters.toString();
    }
}
