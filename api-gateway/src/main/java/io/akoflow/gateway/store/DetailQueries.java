package io.akoflow.gateway.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads everything that there is of an activity. */
@ApplicationScoped
public class DetailQueries {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> AMOUNTS = new TypeReference<>() {};

    private final Database database;

    DetailQueries(Database database) {
        this.database = database;
    }

    /** The activity called {@code name}. */
    public Optional<ActivityDetail> find(String run, String name) {
        return database.snapshot(connection -> {
            var view = ActivityQueries.find(connection, run, name);
            return view.isEmpty() ? Optional.empty() : Optional.of(detail(connection, run, view.get()));
        });
    }

    private static ActivityDetail detail(Connection connection, String run, ActivityView view) throws SQLException {
        try (var query = Columns.set(
                        connection.prepareStatement(
                                "select command, resources, warnings from activity where run = ? and ordinal = ?"),
                        run,
                        view.activity());
                var row = query.executeQuery()) {
            row.next();
            return new ActivityDetail(
                    view,
                    row.getString("command"),
                    amounts(row.getString("resources")),
                    dependants(connection, run, view.name()),
                    Columns.parsed(row.getString("warnings"), TEXTS),
                    attempts(connection, run, view));
        }
    }

    private static @Nullable Map<String, String> amounts(@Nullable String json) {
        return json == null ? null : Columns.parsed(json, AMOUNTS);
    }

    /** PostgreSQL leaves out most of those that do not; a name may look like a piece of the others. */
    private static List<String> dependants(Connection connection, String run, String name) throws SQLException {
        try (var query = Columns.set(connection.prepareStatement("""
                                select name, depends_on from activity
                                where run = ? and position(? in depends_on) > 0 order by ordinal
                                """), run, Columns.json(name));
                var rows = query.executeQuery()) {
            List<String> dependants = new ArrayList<>();
            while (rows.next()) {
                if (Columns.parsed(rows.getString("depends_on"), TEXTS).contains(name)) {
                    dependants.add(rows.getString("name"));
                }
            }
            return dependants;
        }
    }

    /** One that was ready and has not begun has no number yet, as far as anybody was told. */
    private static List<AttemptView> attempts(Connection connection, String run, ActivityView view)
            throws SQLException {
        try (var query = Columns.set(connection.prepareStatement("""
                                select attempt, state, ready_at, dispatched_at, started_at, ended_at, pod, failure,
                                       peak_cpu_millis, peak_memory_bytes
                                from attempt left join usage using (run, ordinal, attempt)
                                where run = ? and ordinal = ? and attempt <= ? order by attempt desc
                                """), run, view.activity(), view.attempt());
                var rows = query.executeQuery()) {
            List<AttemptView> attempts = new ArrayList<>();
            while (rows.next()) {
                attempts.add(attempt(rows));
            }
            return attempts;
        }
    }

    private static AttemptView attempt(ResultSet row) throws SQLException {
        return new AttemptView(
                row.getInt("attempt"),
                ActivityState.valueOf(row.getString("state")),
                Columns.instant(row, "ready_at"),
                Columns.instant(row, "dispatched_at"),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                Columns.parsed(row.getString("pod"), PodRef.class),
                Columns.parsed(row.getString("failure"), Failure.class),
                row.getObject("peak_cpu_millis", Long.class),
                row.getObject("peak_memory_bytes", Long.class));
    }
}
