package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Checks an object that somebody wants to create, in a real API server's words, and fills in what it would. */
final class NewObject {
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final int NAME_LENGTH = 253;
    private static final int LABEL_LENGTH = 63;
    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;

    private NewObject() {}

    /** Changes the tree into what can be stored. */
    static ObjectNode prepare(ResourceType type, String namespace, ObjectNode tree) {
        var ordered = Json.object().put("apiVersion", type.apiVersion()).put("kind", type.kind);
        checkKind(type, tree);
        ordered.setAll(tree);
        var metadata = Json.metadata(ordered);
        name(type, metadata);
        if (type.namespaced) {
            checkNamespace(namespace, metadata);
            metadata.put("namespace", namespace);
        } else {
            metadata.remove("namespace");
        }
        checkLabels(type, metadata, metadata.path("labels"), "metadata.labels");
        metadata.remove("deletionTimestamp");
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", Json.now());
        switch (type) {
            case JOBS -> JobObject.prepare(ordered);
            case PODS -> PodObject.prepare(ordered);
            case CLAIMS -> ClaimObject.prepare(ordered);
            case SECRETS -> SecretObject.prepare(ordered);
            default -> {}
        }
        return ordered;
    }

    /** As for {@code generateName}. */
    static String suffix() {
        var random = new SplittableRandom(ThreadLocalRandom.current().nextLong());
        var suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
        }
        return suffix.toString();
    }

    static void checkLabels(ResourceType type, JsonNode metadata, JsonNode labels, String field) {
        labels.properties().forEach(label -> {
            var value = label.getValue().asText();
            if (value.length() > LABEL_LENGTH || !LABEL_VALUE.matcher(value).matches()) {
                throw RefusedException.invalid(
                        type,
                        metadata.path("name").asText(),
                        field,
                        ("Invalid value: \"%s\": a valid label must be an empty string or consist of alphanumeric characters,"
                                        + " '-', '_' or '.', and must start and end with an alphanumeric character, no more than 63"
                                        + " characters")
                                .formatted(value));
            }
        });
    }

    private static void checkKind(ResourceType type, ObjectNode tree) {
        var kind = tree.path("kind").asText(type.kind);
        var version = tree.path("apiVersion").asText(type.apiVersion());
        if (!kind.equals(type.kind) || !version.equals(type.apiVersion())) {
            throw RefusedException.badRequest(
                    "%s in version \"%s\" cannot be handled as a %s: Expected %s %s, but got %s %s"
                            .formatted(kind, version, type.kind, type.apiVersion(), type.kind, version, kind));
        }
    }

    private static void name(ResourceType type, ObjectNode metadata) {
        var name = metadata.path("name").asText();
        if (name.isEmpty() && metadata.hasNonNull("generateName")) {
            name = metadata.get("generateName").asText() + suffix();
            metadata.put("name", name);
        }
        if (name.isEmpty()) {
            throw RefusedException.invalid(
                    type, "", "metadata.name", "Required value: name or generateName is required");
        }
        if (type == ResourceType.NAMESPACES && !LABEL.matcher(name).matches()) {
            throw RefusedException.invalid(
                    type,
                    name,
                    "metadata.name",
                    "Invalid value: \"%s\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-'"
                            .formatted(name));
        }
        if (name.length() > NAME_LENGTH || !SUBDOMAIN.matcher(name).matches()) {
            throw RefusedException.invalid(
                    type,
                    name,
                    "metadata.name",
                    ("Invalid value: \"%s\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                                    + " '-' or '.', and must start and end with an alphanumeric character")
                            .formatted(name));
        }
    }

    private static void checkNamespace(String namespace, ObjectNode metadata) {
        var given = metadata.path("namespace").asText(namespace);
        if (!given.isEmpty() && !given.equals(namespace)) {
            throw RefusedException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }
}
