package io.akoflow.engine.kubernetes;

import java.util.Map;

/**
 * A Kubernetes object that is to exist.
 *
 * @param tree the object as nested maps and lists, ready to be written as JSON
 */
public record PlannedObject(Kind kind, String namespace, String name, Map<String, Object> tree) {

    /** What akoflow creates. */
    public enum Kind {
        CLAIM("v1", "PersistentVolumeClaim", "/api/v1", "persistentvolumeclaims"),
        SCRIPT("v1", "ConfigMap", "/api/v1", "configmaps"),
        JOB("batch/v1", "Job", "/apis/batch/v1", "jobs"),
        POD("v1", "Pod", "/api/v1", "pods");

        private final String apiVersion;
        private final String kindName;
        private final String root;
        private final String plural;

        Kind(String apiVersion, String kindName, String root, String plural) {
            this.apiVersion = apiVersion;
            this.kindName = kindName;
            this.root = root;
            this.plural = plural;
        }

        public String apiVersion() {
            return apiVersion;
        }

        /** As Kubernetes calls it. */
        public String kindName() {
            return kindName;
        }

        /** The path of all objects of this kind in {@code namespace}. */
        public String path(String namespace) {
            return "%s/namespaces/%s/%s".formatted(root, namespace, plural);
        }
    }
}
