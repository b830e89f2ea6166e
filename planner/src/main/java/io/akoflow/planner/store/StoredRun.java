package io.akoflow.planner.store;

import io.akoflow.engine.run.ActivitySnapshot;
import io.akoflow.engine.run.RunSnapshot;
import java.util.List;

/**
 * A run as it is kept.
 *
 * @param partition of {@code akoflow.workflows}, where it was asked for
 * @param activities those that something has happened to
 */
public record StoredRun(RunSnapshot run, int partition, long version, List<ActivitySnapshot> activities) {

    public StoredRun {
        activities = List.copyOf(activities);
    }
}
