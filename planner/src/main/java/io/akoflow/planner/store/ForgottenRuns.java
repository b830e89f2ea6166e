package io.akoflow.planner.store;

import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs that somebody deleted. Their names stay as long as a request for them may be read again, which would begin them
 * anew otherwise; their version changes, so that whoever still has one in memory finds out.
 */
final class ForgottenRuns {

    /** The workflow of a run whose workflow is forgotten. */
    static final Workflow NOTHING = new Workflow(
            "",
            null,
            new StoragePolicy(StoragePolicy.Type.SHARED, null, "0", StoragePolicy.Retain.ALWAYS),
            "/",
            List.of(),
            null,
            Workflow.OnFailure.FINISH,
            null,
            List.of());

    private static final int MOST = 100;

    private ForgottenRuns() {}

    static int forget(Connection connection, Instant ended, Instant begun) throws SQLException {
        var runs = due(connection, ended);
        if (!runs.isEmpty()) {
            each(connection, "delete from activity where run = any(?)", runs);
            each(connection, "delete from definition where run = any(?)", runs);
            each(
                    connection,
                    "update run set forgotten = true, owner = '', message = null, last_node = null,"
                            + " version = version + 1 where id = any(?)",
                    runs);
        }
        try (var delete = connection.prepareStatement(
                "delete from run where deleted and at_rest and forgotten and started_at < ?::timestamptz")) {
            delete.setString(1, begun.toString());
            delete.executeUpdate();
        }
        return runs.size();
    }

    private static List<String> due(Connection connection, Instant ended) throws SQLException {
        try (var query = connection.prepareStatement("""
                select id from run
                where deleted and at_rest and not forgotten and ended_at <= ?::timestamptz
                  and not exists (select from outbox where outbox.run = run.id)
                limit ? for update skip locked
                """)) {
            query.setString(1, ended.toString());
            query.setInt(2, MOST);
            List<String> runs = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    runs.add(rows.getString(1));
                }
            }
            return runs;
        }
    }

    private static void each(Connection connection, String sql, List<String> runs) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", runs.toArray()));
            statement.executeUpdate();
        }
    }
}
