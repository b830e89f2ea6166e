package io.akoflow.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Runs of years, with four activities each, as the gateway keeps them. */
public final class ManyRuns {

    private static final String RUNS = """
            insert into run (id, owner, name, body_hash, file, content_type, activities, state, state_seq, seq,
                             submitted_at, said_at, started_at, ended_at, message)
            select '01k' || lpad(to_hex(i / 7), 7, '0') || substr(md5(i::text), 1, 16), 'ada',
                   case i % 5 when 0 then 'montage-' || i when 1 then 'epidemic' when 2 then 'Diamond ' || i % 100
                              when 3 then 'hello' else 'genome-' || md5(i::text) end,
                   decode(md5(i::text), 'hex'), convert_to(repeat(md5(i::text), 60), 'UTF8'), 'application/yaml', 4,
                   case when i % 50 = 0 then 'FAILED' when i % 97 = 0 then 'CANCELLED' else 'SUCCEEDED' end, 9, 9,
                   moment, moment, moment, moment + interval '1 minute', 'It is over.'
            from generate_series(1, ?) i, lateral (select timestamptz '2026-01-01 00:00Z' + i * interval '5 minutes' as moment) t
            """;
    private static final String ACTIVITIES = """
            insert into activity (run, ordinal, name, image, state, attempt, seq, started_at, ended_at)
            select id, ordinal, 'activity-' || ordinal, 'alpine:3.20', 'SUCCEEDED', 1, 8, started_at, ended_at
            from run, generate_series(0, 3) ordinal
            """;

    private ManyRuns() {}

    /** Writes so many into the database that these settings of a gateway say, and lets it look at them. */
    public static void write(Path settings, int count) throws IOException {
        try {
            insert(settings, count);
        } catch (SQLException e) {
            throw new IOException("Expected to write runs, but " + e.getMessage(), e);
        }
    }

    private static void insert(Path settings, int count) throws IOException, SQLException {
        var gateway = new Properties();
        try (var file = Files.newBufferedReader(settings)) {
            gateway.load(file);
        }
        try (var connection = DriverManager.getConnection(
                        gateway.getProperty("quarkus.datasource.jdbc.url"),
                        gateway.getProperty("quarkus.datasource.username"),
                        gateway.getProperty("quarkus.datasource.password"));
                var statement = connection.createStatement()) {
            statement.execute("set search_path = gateway");
            try (var runs = connection.prepareStatement(RUNS)) {
                runs.setInt(1, count);
                runs.execute();
            }
            statement.execute(ACTIVITIES);
            statement.execute("vacuum analyze run"); // which it would do by itself, some minutes later
            statement.execute("vacuum analyze activity");
        }
    }
}
