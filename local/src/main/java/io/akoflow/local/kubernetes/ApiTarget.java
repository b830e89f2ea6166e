package io.akoflow.local.kubernetes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a resource path is about.
 *
 * @param namespace empty for all or none
 * @param name empty for the collection
 * @param subresource empty, {@code status} or {@code log}
 */
record ApiTarget(ResourceType type, String namespace, String name, String subresource) {

    /** Reads {@code /api/v1/namespaces/work/pods/a/log} and the like. */
    static ApiTarget parse(String path) {
        var segments = Arrays.stream(path.substring(1).split("/"))
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .toList();
        if (segments.size() >= 3 && segments.getFirst().equals("api")) {
            return inGroup("", segments.get(1), segments.subList(2, segments.size()));
        }
        if (segments.size() >= 4 && segments.getFirst().equals("apis")) {
            return inGroup(segments.get(1), segments.get(2), segments.subList(3, segments.size()));
        }
        throw RefusedException.noSuchPath();
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    String resourceName() {
        return subresource.isEmpty() ? type.plural : type.plural + "/" + subresource;
    }

    private static ApiTarget inGroup(String group, String version, List<String> rest) {
        if (rest.getFirst().equals("namespaces")
                && rest.size() > 2
                && !rest.get(2).equals("status")) {
            return inNamespace(group, version, rest.get(1), rest.subList(2, rest.size()));
        }
        return inNamespace(group, version, "", rest);
    }

    private static ApiTarget inNamespace(String group, String version, String namespace, List<String> rest) {
        var type = ResourceType.of(group, version, rest.getFirst()).orElseThrow(RefusedException::noSuchPath);
        var name = rest.size() > 1 ? rest.get(1) : "";
        var subresource = rest.size() > 2 ? rest.get(2) : "";
        var placed = type.namespaced ? name.isEmpty() || !namespace.isEmpty() : namespace.isEmpty();
        if (!isKnown(type, subresource) || !placed || rest.size() > 3) {
            throw RefusedException.noSuchPath();
        }
        return new ApiTarget(type, namespace, name, subresource);
    }

    private static boolean isKnown(ResourceType type, String subresource) {
        return switch (subresource) {
            case "" -> true;
            case "status" -> type.hasStatus();
            case "log" -> type == ResourceType.PODS;
            default -> false;
        };
    }
}
