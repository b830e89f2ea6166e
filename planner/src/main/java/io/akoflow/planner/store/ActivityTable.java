package io.akoflow.planner.store;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.contract.PodRef;
import io.akoflow.engine.run.ActivitySnapshot;
import io.akoflow.engine.run.Unreleased;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Activities that something has happened to. */
final class ActivityTable {

    private static final int FETCH = 2000;

    private ActivityTable() {}

    /** {@code runs} with their activities. */
    static List<StoredRun> fill(Connection connection, List<StoredRun> runs) throws SQLException {
        if (runs.isEmpty()) {
            return runs;
        }
        Map<String, List<ActivitySnapshot>> activities = new HashMap<>();
        runs.forEach(run -> activities.put(run.run().run().value(), new ArrayList<>()));
        try (var query = connection.prepareStatement("select * from activity where run = any(?)")) {
            query.setFetchSize(FETCH);
            query.setArray(
                    1, connection.createArrayOf("text", activities.keySet().toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    activities
                            .getOrDefault(rows.getString("run"), new ArrayList<>())
                            .add(snapshot(rows));
                }
            }
        }
        return runs.stream()
                .map(run -> new StoredRun(
                        run.run(),
                        run.partition(),
                        run.version(),
                        activities.getOrDefault(run.run().run().value(), List.of())))
                .toList();
    }

    private static ActivitySnapshot snapshot(ResultSet row) throws SQLException {
        var unreleased = Columns.parsed(row.getString("unreleased"), Unreleased[].class);
        return new ActivitySnapshot(
                row.getInt("ordinal"),
                ActivityState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getInt("user_failures"),
                row.getInt("infrastructure_failures"),
                row.getObject("memory_bytes", Long.class),
                Columns.instant(row, "valid_until"),
                Columns.instant(row, "timer"),
                row.getBoolean("logged"),
                Columns.parsed(row.getString("pod"), PodRef.class),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                row.getString("waiting_for"),
                Columns.constant(row.getString("waiting_reason"), Reason.class),
                Columns.parsed(row.getString("failure"), Failure.class),
                row.getObject("pack", Integer.class),
                unreleased == null ? List.of() : List.of(unreleased));
    }

    private record Row(String run, ActivitySnapshot now) {}

    static void write(Connection connection, List<ChangedRun> runs) throws SQLException {
        var rows = runs.stream()
                .flatMap(run -> run.activities().stream()
                        .map(now -> new Row(run.run().run().value(), now)))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        try (var upsert = connection.prepareStatement("""
                insert into activity (run, ordinal, state, attempt, user_failures, infrastructure_failures,
                    memory_bytes, valid_until, timer, logged, pod, started_at, ended_at, waiting_for, waiting_reason, failure, pack,
                    unreleased)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (run, ordinal) do update set
                    state = excluded.state, attempt = excluded.attempt, user_failures = excluded.user_failures,
                    infrastructure_failures = excluded.infrastructure_failures, memory_bytes = excluded.memory_bytes,
                    valid_until = excluded.valid_until, timer = excluded.timer, logged = excluded.logged,
                    pod = excluded.pod, started_at = excluded.started_at, ended_at = excluded.ended_at,
                    waiting_for = excluded.waiting_for, waiting_reason = excluded.waiting_reason,
                    failure = excluded.failure, pack = excluded.pack,
                    unreleased = excluded.unreleased
                """)) {
            set(new Rows<>(connection, upsert, rows));
            upsert.executeUpdate();
        }
    }

    private static void set(Rows<Row> rows) throws SQLException {
        rows.column("text", Row::run)
                .column("int4", row -> row.now().activity())
                .column("text", row -> row.now().state().name())
                .column("int4", row -> row.now().attempt())
                .column("int4", row -> row.now().userFailures())
                .column("int4", row -> row.now().infrastructureFailures())
                .column("int8", row -> row.now().memoryBytes())
                .column("timestamptz", row -> Columns.time(row.now().validUntil()))
                .column("timestamptz", row -> Columns.time(row.now().timer()))
                .column("bool", row -> row.now().logged())
                .column("text", row -> Columns.json(row.now().pod()))
                .column("timestamptz", row -> Columns.time(row.now().startedAt()))
                .column("timestamptz", row -> Columns.time(row.now().endedAt()))
                .column("text", row -> Columns.text(row.now().waitingFor()))
                .column("text", row -> Columns.name(row.now().waitingReason()))
                .column("text", row -> Columns.json(row.now().failure()))
                .column("int4", row -> row.now().pack())
                .column("text", row -> unreleased(row.now()));
    }

    private static @Nullable String unreleased(ActivitySnapshot activity) {
        return activity.unreleased().isEmpty() ? null : Columns.json(activity.unreleased());
    }
}
