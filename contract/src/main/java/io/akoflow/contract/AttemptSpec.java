package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to make an attempt's Kubernetes objects, so that whoever makes them keeps nothing.
 *
 * @param workflow the workflow's name
 * @param number the run's number, which is the activity's {@code WORKFLOW_ID}
 * @param namespace the work namespace asked for; null for the deployment's default one
 * @param activity with the resources of this attempt, which may differ from the file's after it ran out of memory
 * @param parents those whose files are copied in under {@code standalone}, in {@code dependsOn} order
 * @param lastNode where the run's last pod ran, whose disk is probably attached there; null when none did
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AttemptSpec(
        String workflow,
        long number,
        @Nullable String namespace,
        StoragePolicy storage,
        String mountPath,
        List<String> shell,
        Activity activity,
        List<Parent> parents,
        @Nullable String lastNode) {

    @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
    public AttemptSpec {
        shell = List.copyOf(shell);
        parents = parents == null ? List.of() : List.copyOf(parents);
    }

    /** An activity that this one depends on. */
    public record Parent(int activity, String name) {}
}
