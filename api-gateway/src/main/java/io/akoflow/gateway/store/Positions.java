package io.akoflow.gateway.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How far the topics have been read; kept in the transaction that keeps what was read. */
@ApplicationScoped
public class Positions {

    private final Database database;

    Positions(Database database) {
        this.database = database;
    }

    /** Of each partition of {@code topic} that was ever read. */
    public List<Position> of(String topic) {
        return database.transaction(connection -> {
            try (var query = Columns.set(
                            connection.prepareStatement("select part, next_offset from position where topic = ?"),
                            topic);
                    var rows = query.executeQuery()) {
                List<Position> positions = new ArrayList<>();
                while (rows.next()) {
                    positions.add(new Position(topic, rows.getInt(1), rows.getLong(2)));
                }
                return positions;
            }
        });
    }

    /** Keeps {@code positions} of what leaves no rows. */
    public void keep(List<Position> positions) {
        database.transaction(connection -> {
            keep(connection, positions);
            return positions.size();
        });
    }

    static void keep(Connection connection, List<Position> positions) throws SQLException {
        try (var insert = connection.prepareStatement("insert into position (topic, part, next_offset) values (?, ?, ?)"
                + " on conflict (topic, part) do update set next_offset = excluded.next_offset")) {
            for (var position : positions) {
                Columns.set(insert, position.topic(), position.partition(), position.next())
                        .addBatch();
            }
            insert.executeBatch();
        }
    }
}
