package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A graph of activities as read from a workflow file: complete, without cycles, every default filled in.
 *
 * @param name as written, any text
 * @param namespace the work namespace asked for; null for the deployment's default one
 * @param mountPath absolute, without a slash at its end
 * @param shell what a script is handed to as the last argument; not empty
 * @param parallelism the most activities under way at once, at least 1; null for the deployment's window
 * @param timeout of the whole run; null for none
 * @param activities an activity's place in this list is its ordinal
 * @param packing which activities share pods; null for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Workflow(
        String name,
        @Nullable String namespace,
        StoragePolicy storage,
        String mountPath,
        List<String> shell,
        @Nullable Integer parallelism,
        OnFailure onFailure,
        @Nullable Duration timeout,
        List<Activity> activities,
        @Nullable Packing packing) {

    public Workflow {
        shell = List.copyOf(shell);
        activities = List.copyOf(activities);
    }

    /** One whose activities have a pod each. */
    public Workflow(
            String name,
            @Nullable String namespace,
            StoragePolicy storage,
            String mountPath,
            List<String> shell,
            @Nullable Integer parallelism,
            OnFailure onFailure,
            @Nullable Duration timeout,
            List<Activity> activities) {
        this(name, namespace, storage, mountPath, shell, parallelism, onFailure, timeout, activities, null);
    }

    /** The same with other activities. */
    public Workflow withActivities(List<Activity> others) {
        return new Workflow(
                name, namespace, storage, mountPath, shell, parallelism, onFailure, timeout, others, packing);
    }

    /** What becomes of the rest of a run when an activity has failed for good. */
    public enum OnFailure {
        /** Start nothing new, let running activities end. */
        FINISH,
        /** Go on with every branch that does not depend on the failure. */
        CONTINUE,
        /** End running activities too. */
        CANCEL
    }
}
