package io.akoflow.acceptance;

import java.util.List;

/** Workflow files as they are, but with another storage policy. */
final class StoragePolicies {

    static final List<String> ALL = List.of("shared", "standalone", "distributed");

    private static final String TYPE = "(?m)^( +storagePolicy:.*\\R(?: {4}.*\\R)*? {4}type:).*$";

    private StoragePolicies() {}

    /** The same file under the policy that is called so. */
    static String under(String policy, String file) {
        var changed = file.contains("storagePolicy:")
                ? file.replaceFirst(TYPE, "$1 " + policy)
                : file.replaceFirst(
                        "(?m)^  activities:$", "  storagePolicy: {type: %s}%n  activities:".formatted(policy));
        if (!changed.contains("type: " + policy)) {
            throw new AssertionError("Expected a place for a storage policy, but there is none in: " + file);
        }
        return changed;
    }
}
