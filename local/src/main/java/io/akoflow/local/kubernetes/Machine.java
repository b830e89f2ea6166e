package io.akoflow.local.kubernetes;

/** The one node and what is there from the beginning. */
final class Machine {
    static final String NODE = "machine";
    static final String STORAGE_CLASS = "machine-folder";
    static final String ADDRESS = "127.0.0.1";

    private Machine() {}

    /** Adds what is missing. */
    static void furnish(ObjectStore store) {
        for (var namespace : new String[] {"default", "akoflow", "akoflow-work"}) {
            if (store.get(ResourceType.NAMESPACES, "", namespace).isEmpty()) {
                var tree = Json.object();
                Json.metadata(tree).put("name", namespace);
                tree.putObject("status").put("phase", "Active");
                store.create(ResourceType.NAMESPACES, NewObject.prepare(ResourceType.NAMESPACES, "", tree));
            }
        }
        if (store.get(ResourceType.STORAGE_CLASSES, "", STORAGE_CLASS).isEmpty()) {
            var tree = Json.object();
            Json.metadata(tree)
                    .put("name", STORAGE_CLASS)
                    .putObject("annotations")
                    .put("storageclass.kubernetes.io/is-default-class", "true");
            tree.put("provisioner", "akoflow.io/folder")
                    .put("reclaimPolicy", "Delete")
                    .put("volumeBindingMode", "Immediate");
            store.create(ResourceType.STORAGE_CLASSES, NewObject.prepare(ResourceType.STORAGE_CLASSES, "", tree));
        }
        if (store.get(ResourceType.NODES, "", NODE).isEmpty()) {
            var tree = Json.object();
            Json.metadata(tree).put("name", NODE).putObject("labels").put("kubernetes.io/hostname", NODE);
            var status = tree.putObject("status");
            status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
            status.putArray("addresses").addObject().put("type", "InternalIP").put("address", ADDRESS);
            store.create(ResourceType.NODES, NewObject.prepare(ResourceType.NODES, "", tree));
        }
    }
}
