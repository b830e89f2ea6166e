package io.akoflow.gateway.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps logs, up to a limit for each container. A repeated chunk changes nothing. */
@ApplicationScoped
public class LogStore {

    private static final String INSERT = """
            insert into log_chunk (ordinal, attempt, container, pod_uid, start, data, run)
            select ?::int, ?::int, ?, ?, ?::bigint, ?::bytea, id from run where id = ?
            on conflict (run, ordinal, attempt, container, pod_uid, start)
                do update set data = excluded.data where length(log_chunk.data) < length(excluded.data)
            """;

    /** The container called {@code copy} runs before the one called {@code activity}. */
    private static final String AFTER = """
            select container, pod_uid, start, data from log_chunk
            where run = ? and ordinal = ? and attempt = ?
              and (container <> 'copy', pod_uid, start + length(data), start) > (?, ?, ?, ?)
            order by container <> 'copy', pod_uid, start + length(data), start limit ?
            """;

    private final Database database;

    LogStore(Database database) {
        this.database = database;
    }

    /** Keeps {@code chunks}, and that the topic was read up to {@code positions}; both or neither. */
    public void keep(List<LogChunkRow> chunks, List<Position> positions, long mostBytes) {
        database.transaction(connection -> {
            try (var insert = connection.prepareStatement(INSERT)) {
                for (var chunk : chunks) {
                    if (chunk.start() < mostBytes || chunk.data().length == 0) {
                        Columns.set(
                                        insert,
                                        chunk.log().activity(),
                                        chunk.log().attempt(),
                                        chunk.container(),
                                        chunk.podUid(),
                                        chunk.start(),
                                        chunk.data(),
                                        chunk.log().run())
                                .addBatch();
                    }
                }
                insert.executeBatch();
            }
            Positions.keep(connection, positions);
            return chunks.size();
        });
    }

    /** What comes after {@code last} in the log, from the beginning when that is null; not all at once. */
    public List<LogChunkRow> after(LogKey log, @Nullable LogChunkRow last, int limit) {
        return database.transaction(connection -> after(connection, log, last, limit));
    }

    private static List<LogChunkRow> after(Connection connection, LogKey log, @Nullable LogChunkRow last, int limit)
            throws SQLException {
        try (var query = Columns.set(
                        connection.prepareStatement(AFTER),
                        log.run(),
                        log.activity(),
                        log.attempt(),
                        last != null && !last.container().equals("copy"),
                        last == null ? "" : last.podUid(),
                        last == null ? -1L : last.end(),
                        last == null ? -1L : last.start(),
                        limit);
                var rows = query.executeQuery()) {
            List<LogChunkRow> chunks = new ArrayList<>();
            while (rows.next()) {
                chunks.add(new LogChunkRow(
                        log,
                        rows.getString("container"),
                        rows.getString("pod_uid"),
                        rows.getLong("start"),
                        rows.getBytes("data")));
            }
            return chunks;
        }
    }
}
