package io.akoflow.planner.store;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Message;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.RunId;
import io.akoflow.engine.run.RunInput;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What was decided and may not have been said. */
final class OutboxTable {

    private OutboxTable() {}

    static List<Long> insert(Connection connection, List<Saying> said) throws SQLException {
        if (said.isEmpty()) {
            return List.of();
        }
        try (var insert = connection.prepareStatement("""
                insert into outbox (part, run, type, activity, attempt, body, at, traceparent)
                select part, run, type, activity, attempt, body, at, traceparent
                from unnest(?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                    new (part, run, type, activity, attempt, body, at, traceparent, place)
                order by place returning id
                """)) {
            new Rows<>(connection, insert, said)
                    .column("int4", Saying::partition)
                    .column("text", saying -> saying.run().value())
                    .column("text", saying -> MessageType.of(saying.message()).name())
                    .column(
                            "int4",
                            saying -> saying.message() instanceof ActivityCommand.OfAttempt of
                                    ? (Integer) of.activity()
                                    : null)
                    .column(
                            "int4",
                            saying -> saying.message() instanceof ActivityCommand.OfAttempt of
                                    ? (Integer) of.attempt()
                                    : null)
                    .column("text", saying -> body(saying.message()))
                    .column("timestamptz", saying -> Columns.time(saying.at()))
                    .column("text", saying -> Columns.text(saying.traceparent()));
            List<Long> ids = new ArrayList<>(said.size());
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }

    /** A command is decided anew, so that what it said before is not kept. */
    private static @Nullable String body(Message message) {
        return message instanceof ActivityCommand ? null : Columns.json(message);
    }

    static void delete(Connection connection, Collection<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var delete = connection.prepareStatement("delete from outbox where id = any(?)")) {
            delete.setArray(1, connection.createArrayOf("int8", ids.toArray()));
            delete.executeUpdate();
        }
    }

    static LongStream ids(Connection connection, Collection<RunId> runs) throws SQLException {
        var names = runs.stream().map(RunId::value).toArray();
        return ids(connection, "run", connection.createArrayOf("text", names)).stream()
                .mapToLong(Long::longValue);
    }

    static List<Long> idsOf(Connection connection, Collection<Integer> partitions) throws SQLException {
        return ids(connection, "part", connection.createArrayOf("int4", partitions.toArray()));
    }

    private static List<Long> ids(Connection connection, String column, Array values) throws SQLException {
        try (var query = connection.prepareStatement("select id from outbox where " + column + " = any(?)")) {
            query.setArray(1, values);
            List<Long> ids = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }

    static List<Left.Fact> facts(Connection connection, Collection<Integer> partitions, int most) throws SQLException {
        return left(connection, "body is not null", partitions, most, OutboxTable::fact);
    }

    static List<Left.Command> commands(Connection connection, Collection<Integer> partitions, int most)
            throws SQLException {
        return left(connection, "body is null", partitions, most, OutboxTable::command);
    }

    private static <T> List<T> left(
            Connection connection, String which, Collection<Integer> partitions, int most, Reader<T> reader)
            throws SQLException {
        try (var query = connection.prepareStatement(
                "select * from outbox where part = any(?) and " + which + " order by id limit ?")) {
            query.setArray(1, connection.createArrayOf("int4", partitions.toArray()));
            query.setInt(2, most);
            List<T> left = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    left.add(reader.read(rows));
                }
            }
            return left;
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static Left.Fact fact(ResultSet row) throws SQLException {
        var type = MessageType.valueOf(row.getString("type")).message();
        Message message = Objects.requireNonNull(Columns.parsed(row.getString("body"), type));
        var at = Objects.requireNonNullElse(Columns.instant(row, "at"), Instant.EPOCH);
        var run = new RunId(row.getString("run"));
        return new Left.Fact(
                row.getLong("id"), new Saying(run, row.getInt("part"), message, at, row.getString("traceparent")));
    }

    private static Left.Command command(ResultSet row) throws SQLException {
        var run = new RunId(row.getString("run"));
        int attempt = row.getInt("attempt");
        var again = row.wasNull()
                ? new RunInput.ReleaseAgain()
                : new RunInput.SayAgain(
                        MessageType.valueOf(row.getString("type")),
                        new AttemptId(run, row.getInt("activity"), attempt));
        return new Left.Command(row.getLong("id"), run, again, row.getString("traceparent"));
    }
}
