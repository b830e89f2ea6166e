package io.akoflow.local.kubernetes;

import java.util.concurrent.Executor;

/** Deletes what belonged to objects that are gone, and owners that wait for what belongs to them. */
final class OwnerDeletion {
    private final ObjectStore store;
    private final Deletion deletion;
    private final Executor controllers;

    OwnerDeletion(ObjectStore store, Deletion deletion, Executor controllers) {
        this.store = store;
        this.deletion = deletion;
        this.controllers = controllers;
    }

    void note(Change change) {
        var object = change.object();
        switch (change.kind()) {
            case ADDED -> {
                if (!object.owners().isEmpty()) {
                    controllers.execute(() -> deleteWithoutOwner(object));
                }
            }
            case MODIFIED -> {
                if (object.deleting()) {
                    controllers.execute(() -> deleteInForeground(object.uid()));
                }
            }
            case DELETED ->
                controllers.execute(() -> {
                    store.ownedBy(object.uid()).forEach(this::deleteWithoutOwner);
                    object.owners().forEach(this::deleteInForeground);
                    if (object.type() == ResourceType.NAMESPACES) {
                        deleteContents(object.name());
                    }
                });
        }
    }

    private void deleteContents(String namespace) {
        for (var type : ResourceType.values()) {
            if (type.namespaced) {
                store.list(type, namespace, Selector.EVERYTHING)
                        .forEach(object -> deletion.delete(object, Json.object()));
            }
        }
    }

    private void deleteWithoutOwner(Stored object) {
        var ownerless =
                object.owners().stream().allMatch(owner -> store.byUid(owner).isEmpty());
        if (ownerless) {
            store.byUid(object.uid()).ifPresent(present -> deletion.delete(present, Json.object()));
        }
    }

    private void deleteInForeground(String uid) {
        var owner = store.byUid(uid).filter(Stored::deleting).orElse(null);
        if (owner == null || !Deletion.hasFinalizer(owner.tree(), Deletion.FOREGROUND)) {
            return;
        }
        var dependents = store.ownedBy(uid);
        dependents.forEach(dependent -> deletion.delete(dependent, Json.object()));
        if (store.ownedBy(uid).isEmpty()) {
            store.updateIfPresent(owner, tree -> Deletion.withoutFinalizer(tree, Deletion.FOREGROUND));
        }
    }
}
