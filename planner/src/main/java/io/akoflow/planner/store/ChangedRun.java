package io.akoflow.planner.store;

import io.akoflow.contract.Workflow;
import io.akoflow.engine.run.ActivitySnapshot;
import io.akoflow.engine.run.RunSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is to be kept from now on.
 *
 * @param partition of {@code akoflow.workflows}, where it was asked for
 * @param version that the tables have of it; 0 when it is new
 * @param definition when another one than before is to be kept; otherwise null
 * @param dueAt when it has to be woken next; null for never
 * @param pods that it has
 * @param waits whether it could begin more if there were room for it
 * @param activities that have changed
 */
public record ChangedRun(
        RunSnapshot run,
        int partition,
        long version,
        @Nullable Workflow definition,
        boolean atRest,
        @Nullable Instant dueAt,
        int pods,
        boolean waits,
        List<ActivitySnapshot> activities) {

    public ChangedRun {
        activities = List.copyOf(activities);
    }
}
