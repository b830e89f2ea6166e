package io.akoflow.planner.store;

import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.run.RunSnapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs without their activities, and the definitions of their workflows, which are large and seldom change. */
final class RunTable {

    private RunTable() {}

    static List<StoredRun> read(Connection connection, Collection<RunId> ids) throws SQLException {
        try (var query = connection.prepareStatement(
                "select * from run left join definition on definition.run = run.id where run.id = any(?)")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text", ids.stream().map(RunId::value).toArray()));
            List<StoredRun> runs = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    runs.add(new StoredRun(snapshot(rows), rows.getInt("part"), rows.getLong("version"), List.of()));
                }
            }
            return runs;
        }
    }

    private static RunSnapshot snapshot(ResultSet row) throws SQLException {
        return new RunSnapshot(
                new RunId(row.getString("id")),
                row.getLong("number"),
                row.getString("owner"),
                workflow(row),
                RunState.valueOf(row.getString("state")),
                row.getLong("seq"),
                Objects.requireNonNullElse(Columns.instant(row, "started_at"), Instant.EPOCH),
                Columns.instant(row, "ended_at"),
                row.getString("last_node"),
                Columns.constant(row.getString("ending"), RunState.class),
                row.getString("message"),
                row.getBoolean("deleted"),
                row.getBoolean("released"));
    }

    private static Workflow workflow(ResultSet row) throws SQLException {
        byte @Nullable [] zipped = row.getBytes("workflow");
        return zipped == null ? ForgottenRuns.NOTHING : Columns.unzipped(zipped, Workflow.class);
    }

    static List<Standing> standings(Connection connection, Collection<Integer> partitions) throws SQLException {
        try (var query = connection.prepareStatement("select id, due_at, pods, waits from run"
                + " where part = any(?) and not at_rest order by started_at")) {
            query.setArray(1, connection.createArrayOf("int4", partitions.toArray()));
            List<Standing> standings = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    standings.add(new Standing(
                            new RunId(rows.getString("id")),
                            Columns.instant(rows, "due_at"),
                            rows.getInt("pods"),
                            rows.getBoolean("waits")));
                }
            }
            return standings;
        }
    }

    static void write(Connection connection, List<ChangedRun> runs) throws SQLException {
        insert(connection, runs.stream().filter(run -> run.version() == 0).toList());
        update(connection, runs.stream().filter(run -> run.version() > 0).toList());
        for (var run : runs) {
            if (run.definition() != null) {
                define(connection, run.run().run(), run.definition());
            }
        }
    }

    private static void insert(Connection connection, List<ChangedRun> runs) throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into run (id, state, seq, version, at_rest, due_at, started_at, ended_at, last_node, ending,
                                 message, deleted, released, pods, waits, part, number, owner)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)) {
            values(new Rows<>(connection, insert, runs), 1)
                    .column("int4", ChangedRun::partition)
                    .column("int8", run -> run.run().number())
                    .column("text", run -> Columns.text(run.run().owner()));
            check(insert.executeUpdate(), runs);
        }
    }

    private static void update(Connection connection, List<ChangedRun> runs) throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("""
                update run set state = new.state, seq = new.seq, version = new.version + 1, at_rest = new.at_rest,
                    due_at = new.due_at, started_at = new.started_at, ended_at = new.ended_at,
                    last_node = new.last_node, ending = new.ending, message = new.message,
                    deleted = new.deleted, released = new.released, pods = new.pods, waits = new.waits
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) new (id, state, seq, version, at_rest, due_at,
                    started_at, ended_at, last_node, ending, message, deleted, released, pods, waits)
                where run.id = new.id and run.version = new.version
                """)) {
            values(new Rows<>(connection, update, runs), 0);
            check(update.executeUpdate(), runs);
        }
    }

    private static Rows<ChangedRun> values(Rows<ChangedRun> rows, long more) throws SQLException {
        return rows.column("text", run -> run.run().run().value())
                .column("text", run -> run.run().state().name())
                .column("int8", run -> run.run().seq())
                .column("int8", run -> run.version() + more)
                .column("bool", ChangedRun::atRest)
                .column("timestamptz", run -> Columns.time(run.dueAt()))
                .column("timestamptz", run -> Columns.time(run.run().startedAt()))
                .column("timestamptz", run -> Columns.time(run.run().endedAt()))
                .column("text", run -> Columns.text(run.run().lastNode()))
                .column("text", run -> Columns.name(run.run().ending()))
                .column("text", run -> Columns.text(run.run().message()))
                .column("bool", run -> run.run().deleted())
                .column("bool", run -> run.run().released())
                .column("int4", ChangedRun::pods)
                .column("bool", ChangedRun::waits);
    }

    private static void check(int written, List<ChangedRun> runs) {
        if (written != runs.size()) {
            throw new ConflictException("Expected nobody else to have changed %s, but somebody has"
                    .formatted(runs.stream().map(run -> run.run().run()).toList()));
        }
    }

    private static void define(Connection connection, RunId run, Workflow workflow) throws SQLException {
        try (var upsert = connection.prepareStatement("insert into definition (run, workflow) values (?, ?)"
                + " on conflict (run) do update set workflow = excluded.workflow")) {
            upsert.setString(1, run.value());
            upsert.setBytes(2, Columns.zipped(workflow));
            upsert.executeUpdate();
        }
    }
}
