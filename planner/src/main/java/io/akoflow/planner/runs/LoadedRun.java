package io.akoflow.planner.runs;

import io.akoflow.contract.RunId;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.run.ActivitySnapshot;
import io.akoflow.engine.run.Change;
import io.akoflow.engine.run.Decision;
import io.akoflow.engine.run.Run;
import io.akoflow.engine.run.RunLimits;
import io.akoflow.engine.run.RunSnapshot;
import io.akoflow.planner.store.ChangedRun;
import io.akoflow.planner.store.StoredRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run in memory, with what has changed since it was kept. */
final class LoadedRun {

    private final Run run;
    private final int partition;
    private final Map<Integer, ActivitySnapshot> changed = new LinkedHashMap<>();
    private long version;
    private @Nullable Workflow definition;

    private LoadedRun(Run run, int partition) {
        this.run = run;
        this.partition = partition;
    }

    static LoadedRun fresh(RunId id, int partition, RunLimits limits) {
        return new LoadedRun(Run.unknown(id, limits), partition);
    }

    static LoadedRun of(StoredRun stored, RunLimits limits) {
        var loaded = new LoadedRun(Run.restore(stored.run(), stored.activities(), limits), stored.partition());
        loaded.version = stored.version();
        loaded.definition = stored.run().workflow();
        return loaded;
    }

    Run run() {
        return run;
    }

    int partition() {
        return partition;
    }

    /** How many activities it has. */
    int size() {
        return run.snapshot()
                .map(snapshot -> snapshot.workflow().activities().size())
                .orElse(0);
    }

    void apply(Decision decision) {
        run.apply(decision);
        for (var change : decision.changes()) {
            if (change instanceof Change.OfActivity(var activity)) {
                changed.put(activity.activity(), activity);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // only a resume brings another one, and comparing large ones takes long
    ChangedRun changes() {
        RunSnapshot now = run.snapshot().orElseThrow();
        return new ChangedRun(
                now,
                partition,
                version,
                now.workflow() == definition ? null : now.workflow(),
                run.isAtRest() && run.nextTimer().isEmpty(),
                run.nextTimer().orElse(null),
                run.pods(),
                run.waitsForRoom(),
                new ArrayList<>(changed.values()));
    }

    void kept() {
        version++;
        changed.clear();
        definition = run.snapshot().map(RunSnapshot::workflow).orElse(null);
    }
}
