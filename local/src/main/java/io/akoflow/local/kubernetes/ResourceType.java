package io.akoflow.local.kubernetes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of objects that this API serves. */
enum ResourceType {
    NAMESPACES("", "v1", "namespaces", "Namespace", false),
    NODES("", "v1", "nodes", "Node", false),
    PODS("", "v1", "pods", "Pod", true),
    CLAIMS("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true),
    CONFIG_MAPS("", "v1", "configmaps", "ConfigMap", true),
    SECRETS("", "v1", "secrets", "Secret", true),
    EVENTS("", "v1", "events", "Event", true),
    QUOTAS("", "v1", "resourcequotas", "ResourceQuota", true),
    LIMIT_RANGES("", "v1", "limitranges", "LimitRange", true),
    SERVICE_ACCOUNTS("", "v1", "serviceaccounts", "ServiceAccount", true),
    JOBS("batch", "v1", "jobs", "Job", true),
    LEASES("coordination.k8s.io", "v1", "leases", "Lease", true),
    STORAGE_CLASSES("storage.k8s.io", "v1", "storageclasses", "StorageClass", false);

    final String group;
    final String version;
    final String plural;
    final String kind;
    final boolean namespaced;

    ResourceType(String group, String version, String plural, String kind, boolean namespaced) {
        this.group = group;
        this.version = version;
        this.plural = plural;
        this.kind = kind;
        this.namespaced = namespaced;
    }

    static Optional<ResourceType> of(String group, String version, String plural) {
        return Arrays.stream(values())
                .filter(type -> type.group.equals(group) && type.version.equals(version) && type.plural.equals(plural))
                .findFirst();
    }

    static List<ResourceType> ofGroup(String group) {
        return Arrays.stream(values()).filter(type -> type.group.equals(group)).toList();
    }

    boolean hasStatus() {
        return this == PODS || this == JOBS || this == CLAIMS || this == NAMESPACES || this == NODES;
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As error messages name it: {@code jobs.batch}. */
    String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** As messages on invalid objects name it: {@code Job.batch}. */
    String qualifiedKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
