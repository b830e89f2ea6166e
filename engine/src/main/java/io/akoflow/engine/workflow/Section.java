package io.akoflow.engine.workflow;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mapping of a workflow file that has a fixed set of keys.
 *
 * @param useless keys that had no effect in the original tool, and have none here
 */
record Section(String title, Set<String> keys, Set<String> useless) {

    static final Section FILE = new Section("the file", Set.of("name", "spec"), Set.of("id", "status"));
    static final Section SPEC = new Section(
            "spec",
            Set.of(
                    "activities",
                    "image",
                    "mountPath",
                    "namespace",
                    "notify",
                    "onFailure",
                    "packing",
                    "parallelism",
                    "pod",
                    "retry",
                    "runtime",
                    "shell",
                    "storageAccessModes",
                    "storageClassName",
                    "storagePolicy",
                    "storageSize",
                    "timeout"),
            Set.of("nfsServer", "schedule", "storageAkoflowPolicy", "volumes"));
    static final Section STORAGE =
            new Section("storagePolicy", Set.of("retain", "storageClassName", "storageSize", "type"), Set.of());
    static final Section ACTIVITY = new Section(
            "an activity",
            Set.of(
                    "command",
                    "cpuLimit",
                    "dependsOn",
                    "env",
                    "expected",
                    "image",
                    "inputs",
                    "keepDisk",
                    "memoryLimit",
                    "name",
                    "nodeSelector",
                    "outputs",
                    "pod",
                    "resources",
                    "retry",
                    "run",
                    "runtime",
                    "timeout"),
            Set.of("createdAt", "finishedAt", "id", "procId", "startedAt", "status", "workflowId", "workflowid"));
    static final Section RETRY =
            new Section("retry", Set.of("attempts", "backoff", "maxBackoff", "memoryFactor"), Set.of());
    static final Section POD = new Section(
            "pod", Set.of("imagePullSecrets", "priorityClassName", "serviceAccountName", "tolerations"), Set.of());
    static final Section TOLERATION =
            new Section("a toleration", Set.of("effect", "key", "operator", "tolerationSeconds", "value"), Set.of());
    static final Section SECRET = new Section("an environment variable", Set.of("key", "secret"), Set.of());
    static final Section WEBHOOK = new Section("an item of 'notify'", Set.of("on", "url"), Set.of());
    static final Section PACKING = new Section("an item of 'packing'", Set.of("match", "size", "wait"), Set.of());
    static final Section NAMED_FILE = new Section("a file", Set.of("bytes", "path"), Set.of());
    static final Section PULL_SECRET = new Section("an image pull secret", Set.of("name"), Set.of());

    private static final int FEW = 5;

    boolean knows(String key) {
        return keys.contains(key);
    }

    boolean isUseless(String key) {
        return useless.contains(key);
    }

    /** The key of this section that was meant by one that is none of it. */
    Optional<String> meant(String key) {
        var nearest = NearestName.of(key, keys);
        boolean isOfAnother = owner(key).isPresent();
        return nearest.filter(name -> !isOfAnother || name.equalsIgnoreCase(key));
    }

    /** What to do about a key that is none of this section. */
    String advice(String key) {
        var meant = meant(key);
        if (meant.isPresent()) {
            return "; did you mean '%s'?".formatted(meant.get());
        }
        var other = owner(key);
        if (other.isPresent()) {
            return "; it is one of %s".formatted(other.get().title);
        }
        return keys.size() > FEW
                ? ""
                : "; there are %s".formatted(Shown.list(keys.stream().sorted().toList()));
    }

    private static Optional<Section> owner(String key) {
        return Stream.of(FILE, SPEC, STORAGE, ACTIVITY, RETRY, POD)
                .filter(section -> section.knows(key))
                .findFirst();
    }
}
