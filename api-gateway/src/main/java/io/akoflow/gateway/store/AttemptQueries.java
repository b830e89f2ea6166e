package io.akoflow.gateway.store;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import io.akoflow.engine.export.ToldAttempt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reads all attempts of a run. */
@ApplicationScoped
public class AttemptQueries {

    private final Database database;

    AttemptQueries(Database database) {
        this.database = database;
    }

    /** By ordinal, and then by number; without those that have not begun. */
    public List<ToldAttempt> all(String run) {
        return database.transaction(connection -> {
            try (var query = Columns.set(connection.prepareStatement("""
                                    select ordinal, attempt, state, ready_at, started_at, ended_at, pod, failure,
                                           peak_cpu_millis, peak_memory_bytes
                                    from attempt left join usage using (run, ordinal, attempt)
                                    where run = ? and state <> 'READY' order by ordinal, attempt
                                    """), run);
                    var rows = query.executeQuery()) {
                List<ToldAttempt> attempts = new ArrayList<>();
                while (rows.next()) {
                    attempts.add(new ToldAttempt(
                            rows.getInt("ordinal"),
                            rows.getInt("attempt"),
                            ActivityState.valueOf(rows.getString("state")),
                            Columns.instant(rows, "ready_at"),
                            Columns.instant(rows, "started_at"),
                            Columns.instant(rows, "ended_at"),
                            Columns.parsed(rows.getString("pod"), PodRef.class),
                            Columns.parsed(rows.getString("failure"), Failure.class),
                            rows.getObject("peak_cpu_millis", Long.class),
                            rows.getObject("peak_memory_bytes", Long.class)));
                }
                return attempts;
            }
        });
    }
}
