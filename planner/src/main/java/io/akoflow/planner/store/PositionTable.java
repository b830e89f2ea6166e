package io.akoflow.planner.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How far the topics were read. */
final class PositionTable {

    private PositionTable() {}

    static List<Position> read(Connection connection, Collection<String> topics, Collection<Integer> partitions)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into position (topic, part, next_offset)
                select t, p, 0 from unnest(?) t, unnest(?) p order by t, p on conflict do nothing
                """)) {
            set(connection, insert, topics, partitions);
            insert.executeUpdate();
        }
        try (var query = connection.prepareStatement(
                "select topic, part, next_offset from position where topic = any(?) and part = any(?)")) {
            set(connection, query, topics, partitions);
            List<Position> positions = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    positions.add(new Position(rows.getString(1), rows.getInt(2), rows.getLong(3)));
                }
            }
            return positions;
        }
    }

    private static void set(
            Connection connection,
            PreparedStatement statement,
            Collection<String> topics,
            Collection<Integer> partitions)
            throws SQLException {
        statement.setArray(1, connection.createArrayOf("text", topics.toArray()));
        statement.setArray(2, connection.createArrayOf("int4", partitions.toArray()));
    }

    static void advance(Connection connection, List<Advance> advances) throws SQLException {
        if (advances.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("""
                update position set next_offset = step.upto
                from unnest(?, ?, ?, ?) step (topic, part, since, upto)
                where position.topic = step.topic and position.part = step.part and next_offset = step.since
                """)) {
            new Rows<>(connection, update, advances)
                    .column("text", Advance::topic)
                    .column("int4", Advance::partition)
                    .column("int8", Advance::from)
                    .column("int8", Advance::to);
            if (update.executeUpdate() != advances.size()) {
                throw new ConflictException(
                        "Expected nobody else to have read on from %s, but somebody has".formatted(advances));
            }
        }
    }
}
