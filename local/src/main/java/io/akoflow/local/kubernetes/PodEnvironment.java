package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container's variables, and its command with them in place of {@code $(NAME)}. */
final class PodEnvironment {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([A-Za-z_][A-Za-z0-9_.-]*)\\)");
    private static final Pattern KEYED_FIELD = Pattern.compile("metadata\\.(labels|annotations)\\['(.+)']");

    private final ObjectStore store;
    private final JsonNode pod;
    private final String namespace;
    private final Map<String, String> variables = new LinkedHashMap<>();

    PodEnvironment(ObjectStore store, Stored pod, JsonNode container) throws NotYetException {
        this.store = store;
        this.pod = pod.tree();
        namespace = pod.namespace();
        variables.put("HOSTNAME", pod.name());
        for (var source : container.path("envFrom")) {
            readAll(source);
        }
        for (var variable : container.path("env")) {
            var from = variable.path("valueFrom");
            var value = from.isObject()
                    ? read(from, container)
                    : expand(variable.path("value").asText());
            variables.put(variable.path("name").asText(), value);
        }
    }

    Map<String, String> variables() {
        return variables;
    }

    List<String> command(JsonNode container) {
        var words = new ArrayList<String>();
        container.path("command").forEach(word -> words.add(expand(word.asText())));
        container.path("args").forEach(word -> words.add(expand(word.asText())));
        return words;
    }

    String expand(String text) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            var name = match.group(1);
            var whole = match.group();
            var value = name == null ? "$" : variables.getOrDefault(name, whole);
            return Matcher.quoteReplacement(value);
        });
    }

    private void readAll(JsonNode source) throws NotYetException {
        var secret = source.has("secretRef");
        var reference = source.path(secret ? "secretRef" : "configMapRef");
        var type = secret ? ResourceType.SECRETS : ResourceType.CONFIG_MAPS;
        var name = reference.path("name").asText();
        var object = store.get(type, namespace, name);
        if (object.isEmpty() && !reference.path("optional").asBoolean()) {
            throw notFound(type, name);
        }
        object.ifPresent(found -> found.tree()
                .path("data")
                .properties()
                .forEach(entry -> variables.put(
                        source.path("prefix").asText() + entry.getKey(),
                        decode(secret, entry.getValue().asText()))));
    }

    private String read(JsonNode from, JsonNode container) throws NotYetException {
        if (from.has("fieldRef")) {
            return field(from.path("fieldRef").path("fieldPath").asText());
        }
        if (from.has("resourceFieldRef")) {
            var resource = from.path("resourceFieldRef").path("resource").asText();
            return container
                    .path("resources")
                    .at("/" + resource.replace('.', '/'))
                    .asText();
        }
        var secret = from.has("secretKeyRef");
        var reference = from.path(secret ? "secretKeyRef" : "configMapKeyRef");
        var type = secret ? ResourceType.SECRETS : ResourceType.CONFIG_MAPS;
        var name = reference.path("name").asText();
        var key = reference.path("key").asText();
        var object = store.get(type, namespace, name);
        if (object.isPresent() && object.get().tree().path("data").hasNonNull(key)) {
            return decode(secret, object.get().tree().path("data").path(key).asText());
        }
        if (reference.path("optional").asBoolean()) {
            return "";
        }
        throw object.isEmpty()
                ? notFound(type, name)
                : new NotYetException(
                        "CreateContainerConfigError",
                        "couldn't find key %s in %s %s/%s".formatted(key, type.kind, namespace, name));
    }

    private String field(String path) {
        var keyed = KEYED_FIELD.matcher(path);
        if (keyed.matches()) {
            return pod.path("metadata")
                    .path(keyed.group(1))
                    .path(keyed.group(2))
                    .asText();
        }
        return switch (path) {
            case "spec.nodeName", "status.hostIP", "status.podIP" ->
                path.startsWith("spec") ? Machine.NODE : Machine.ADDRESS;
            default -> pod.at("/" + path.replace('.', '/')).asText();
        };
    }

    private static String decode(boolean secret, String text) {
        return secret ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8) : text;
    }

    private static NotYetException notFound(ResourceType type, String name) {
        return new NotYetException(
                "CreateContainerConfigError", "%s \"%s\" not found".formatted(type.plural.replaceAll("s$", ""), name));
    }
}
