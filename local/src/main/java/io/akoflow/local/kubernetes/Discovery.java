package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the API says about itself, as far as clients ask. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private Discovery() {}

    static Optional<ObjectNode> document(String path) {
        return switch (path) {
            case "/version" -> Optional.of(version());
            case "/api" -> Optional.of(coreVersions());
            case "/apis" -> Optional.of(groups());
            default -> ofGroup(path);
        };
    }

    private static ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", "34")
                .put("gitVersion", "v1.34.0+akoflow")
                .put("platform", "akoflow/one-machine");
    }

    private static ObjectNode coreVersions() {
        var document = Json.object().put("kind", "APIVersions");
        document.putArray("versions").add("v1");
        document.putArray("serverAddressByClientCIDRs");
        return document;
    }

    private static ObjectNode groups() {
        var document = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        var groups = document.putArray("groups");
        Arrays.stream(ResourceType.values())
                .filter(type -> !type.group.isEmpty())
                .forEach(type -> groups.add(group(type)));
        return document;
    }

    private static ObjectNode group(ResourceType type) {
        var group = Json.object().put("name", type.group);
        var version = Json.object().put("groupVersion", type.apiVersion()).put("version", type.version);
        group.putArray("versions").add(version);
        group.set("preferredVersion", version);
        return group;
    }

    private static Optional<ObjectNode> ofGroup(String path) {
        if (path.equals("/api/v1")) {
            return Optional.of(resources(ResourceType.ofGroup("")));
        }
        for (var type : ResourceType.values()) {
            if (!type.group.isEmpty() && path.equals("/apis/" + type.group)) {
                return Optional.of(group(type).put("kind", "APIGroup").put("apiVersion", "v1"));
            }
            if (!type.group.isEmpty() && path.equals("/apis/" + type.apiVersion())) {
                return Optional.of(resources(ResourceType.ofGroup(type.group)));
            }
        }
        return Optional.empty();
    }

    private static ObjectNode resources(List<ResourceType> types) {
        var document = Json.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", types.getFirst().apiVersion());
        var resources = document.putArray("resources");
        for (var type : types) {
            var resource = resources
                    .addObject()
                    .put("name", type.plural)
                    .put("singularName", "")
                    .put("namespaced", type.namespaced)
                    .put("kind", type.kind);
            VERBS.forEach(resource.putArray("verbs")::add);
            if (type.hasStatus()) {
                var status = resources
                        .addObject()
                        .put("name", type.plural + "/status")
                        .put("singularName", "")
                        .put("namespaced", type.namespaced)
                        .put("kind", type.kind);
                status.putArray("verbs").add("get").add("patch").add("update");
            }
        }
        return document;
    }
}
