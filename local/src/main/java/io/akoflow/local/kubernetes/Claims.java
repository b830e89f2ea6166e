package io.akoflow.local.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Claims are folders: made when a claim is, removed with it when no pod uses it any more. */
final class Claims {
    private final ObjectStore store;
    private final Executor controllers;
    private final Path disks;

    Claims(ObjectStore store, Executor controllers, Path disks) {
        this.store = store;
        this.controllers = controllers;
        this.disks = disks;
    }

    /** The folder of a claim. */
    Path folder(String namespace, String claim) {
        return disks.resolve(namespace).resolve(claim);
    }

    void note(Change change) {
        var object = change.object();
        if (object.type() == ResourceType.CLAIMS) {
            controllers.execute(() -> look(change));
        } else if (object.type() == ResourceType.PODS && (change.kind() == Change.Kind.DELETED || object.hasEnded())) {
            controllers.execute(() -> {
                for (var claim : store.list(ResourceType.CLAIMS, object.namespace(), Selector.EVERYTHING)) {
                    if (claim.deleting()) {
                        release(claim);
                    }
                }
            });
        }
    }

    /** After a restart. */
    void resume() {
        for (var claim : store.list(ResourceType.CLAIMS, "", Selector.EVERYTHING)) {
            look(new Change(Change.Kind.ADDED, claim, null));
        }
    }

    private void look(Change change) {
        var claim = change.object();
        if (change.kind() == Change.Kind.DELETED) {
            var folder = folder(claim.namespace(), claim.name());
            var doomed = folder.resolveSibling("." + claim.name() + "-" + claim.uid());
            try {
                Files.move(folder, doomed);
                Thread.ofVirtual().start(() -> removeTree(doomed));
            } catch (IOException e) {
                System.getLogger("akoflow.kubernetes")
                        .log(System.Logger.Level.WARNING, "Could not remove the disk " + folder, e);
            }
        } else if (claim.deleting()) {
            release(claim);
        } else if (!claim.phase().equals("Bound")) {
            bind(claim);
        }
    }

    private void bind(Stored claim) {
        try {
            Files.createDirectories(folder(claim.namespace(), claim.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store.updateIfPresent(claim, tree -> {
            tree.withObjectProperty("spec").put("volumeName", "pvc-" + claim.uid());
            ObjectNode status = tree.withObjectProperty("status").put("phase", "Bound");
            status.set("accessModes", tree.path("spec").path("accessModes"));
            status.set("capacity", tree.path("spec").path("resources").path("requests"));
            return tree;
        });
    }

    private void release(Stored claim) {
        var used = store.list(ResourceType.PODS, claim.namespace(), Selector.EVERYTHING).stream()
                .anyMatch(pod -> !pod.hasEnded() && uses(pod, claim.name()));
        if (!used) {
            store.updateIfPresent(claim, tree -> Deletion.withoutFinalizer(tree, ClaimObject.PROTECTION));
        }
    }

    private static boolean uses(Stored pod, String claim) {
        for (var volume : pod.tree().path("spec").path("volumes")) {
            if (volume.path("persistentVolumeClaim").path("claimName").asText().equals(claim)) {
                return true;
            }
        }
        return false;
    }

    /** Removes a folder and all in it; follows no links. */
    static void removeTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.getLogger("akoflow.kubernetes")
                    .log(System.Logger.Level.WARNING, "Could not remove all of " + folder, e);
        }
    }
}
