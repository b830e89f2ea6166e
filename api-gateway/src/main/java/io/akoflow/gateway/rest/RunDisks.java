package io.akoflow.gateway.rest;

import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.StoragePolicy.Retain;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.gateway.outputs.DiskWish;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.DiskQueries;
import io.akoflow.gateway.store.RunDisk;
import io.akoflow.gateway.store.RunQueries;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which disk somebody means, and why there may be none. */
@ApplicationScoped
public class RunDisks {

    private final DiskQueries disks;
    private final ActivityQueries activities;
    private final RunQueries runs;

    RunDisks(DiskQueries disks, ActivityQueries activities, RunQueries runs) {
        this.disks = disks;
        this.activities = activities;
        this.runs = runs;
    }

    /**
     * A disk that may be there.
     *
     * @param isOver whether its run is
     */
    record Meant(DiskWish wish, Retain retain, boolean isOver) {

        /** Why it is not there, though it could be. */
        Refusal gone(String why) {
            return isOver
                    ? new Refusal(
                            410,
                            "Expected the disk '%s' to be there still, but it is not: its file says %s, and the deployment keeps no disk for ever. %s"
                                    .formatted(wish.claim(), text(retain), why))
                    : new Refusal(
                            404,
                            "Expected the disk '%s' to be there, but nothing has been written yet, or it was deleted. %s"
                                    .formatted(wish.claim(), why));
        }
    }

    /**
     * The disk of run {@code id}, or of its activity called {@code name} where each has one.
     *
     * @param path of a file on it; null for which files there are
     */
    Meant find(String id, @Nullable String name, @Nullable String path) {
        var run = Query.run(id);
        var disk = disks.find(run.value()).orElseThrow(() -> Query.noRun(id));
        var storage = disk.storage() == null ? ofFile(id) : disk.storage();
        boolean isOver = disk.state().isOver();
        var wish = new DiskWish(run, disk.namespace(), claim(run, storage, name), path);
        if (isOver && storage.type() != StoragePolicy.Type.STANDALONE && isGivenUp(disk, storage)) {
            throw new Refusal(
                    410,
                    "Expected the disk of run '%s' to be there still, but its file says %s, so it was given up when the run had %s; 'retain: always' keeps it"
                            .formatted(id, text(storage.retain()), text(disk.state())));
        }
        return new Meant(wish, storage.retain(), isOver);
    }

    private String claim(RunId run, StoragePolicy storage, @Nullable String name) {
        if (name == null) {
            if (storage.type() == StoragePolicy.Type.STANDALONE) {
                throw new Refusal(
                        400,
                        "Expected the parameter 'activity', since under the storage policy 'standalone' each activity has a disk, but there is none");
            }
            return KubernetesNames.runClaim(run);
        }
        var activity = activities
                .find(run.value(), name)
                .orElseThrow(() -> new Refusal(
                        404, "Expected an activity '%s' in run '%s', but there is none".formatted(name, run)));
        return storage.type() == StoragePolicy.Type.STANDALONE
                ? KubernetesNames.activityClaim(run, activity.activity(), name)
                : KubernetesNames.runClaim(run);
    }

    private static boolean isGivenUp(RunDisk disk, StoragePolicy storage) {
        return switch (storage.retain()) {
            case ALWAYS -> false;
            case ON_FAILURE -> disk.state() == RunState.SUCCEEDED;
            case NEVER -> true;
        };
    }

    /** Of a run from before it was kept apart; one at a time, since files can be large. */
    private synchronized StoragePolicy ofFile(String id) {
        var file = runs.file(Query.run(id).value());
        if (file.isPresent()
                && WorkflowReader.read(file.get().bytes())
                        instanceof WorkflowReading.Valid(var workflow, var _, var _, var _)) {
            return workflow.storage();
        }
        throw new Refusal(
                404,
                "Expected the file of run '%s', which says where its disks are, but it was lost when the database was restored from a backup"
                        .formatted(id));
    }

    private static String text(Retain retain) {
        return "'retain: %s'"
                .formatted(
                        retain == Retain.ON_FAILURE
                                ? "onFailure"
                                : retain.name().toLowerCase(Locale.ROOT));
    }

    private static String text(RunState state) {
        return state.name().toLowerCase(Locale.ROOT).replace("cancelled", "been cancelled");
    }
}
