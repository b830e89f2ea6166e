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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads activities. */
@ApplicationScoped
public class ActivityQueries {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
    private static final String SELECT = """
            select ordinal, name, state, attempt, seq, image, depends_on, pod, started_at, ended_at, until_at,
                   waiting_for, failure, peak_cpu_millis, peak_memory_bytes
            from activity left join usage using (run, ordinal, attempt)
            """;

    private static final String BRIEFLY =
            "select ordinal, state, attempt, seq, pod, started_at, ended_at from activity ";
    private static final String CHANGED_SINCE = "where run = ? and (seq, ordinal) > (?, ?) order by seq, ordinal";

    private final Database database;

    ActivityQueries(Database database) {
        this.database = database;
    }

    /** In the order that {@code filter} says. */
    public List<ActivityView> list(String run, ActivityFilter filter) {
        List<@Nullable Object> values = new ArrayList<>();
        var where = new StringBuilder("where run = ?");
        values.add(run);
        if (!filter.states().isEmpty()) {
            where.append(" and state = any (string_to_array(?, ','))");
            values.add(String.join(
                    ",", filter.states().stream().map(ActivityState::name).toList()));
        }
        if (filter.among() != null) {
            where.append(" and ordinal = any (string_to_array(?, ',')::int[])");
            values.add(String.join(
                    ",", filter.among().stream().map(String::valueOf).toList()));
        }
        if (!filter.text().isEmpty()) {
            where.append(" and position(lower(?) in lower(name)) > 0");
            values.add(filter.text());
        }
        if (filter.order().isOfFile()) {
            where.append(" and ordinal >= ?");
            values.add(filter.from());
        }
        where.append(filter.order().by().orderBy(filter.order().descending())).append(" limit ? offset ?");
        values.add(filter.limit());
        values.add(filter.order().isOfFile() ? 0 : filter.from());
        return database.transaction(connection -> select(connection, where.toString(), values.toArray()));
    }

    /** Names and states of all activities of a run, by ordinal. */
    public List<NamedState> states(String run) {
        return database.transaction(connection -> {
            try (var query = Columns.set(
                            connection.prepareStatement(
                                    "select name, state from activity where run = ? order by ordinal"),
                            run);
                    var rows = query.executeQuery()) {
                List<NamedState> states = new ArrayList<>();
                while (rows.next()) {
                    states.add(new NamedState(rows.getString(1), ActivityState.valueOf(rows.getString(2))));
                }
                return states;
            }
        });
    }

    /** Of activities in this state, in their order. */
    public List<Integer> ordinals(String run, ActivityState state) {
        return database.transaction(connection -> {
            try (var query = Columns.set(
                            connection.prepareStatement(
                                    "select ordinal from activity where run = ? and state = ? order by ordinal"),
                            run,
                            state);
                    var rows = query.executeQuery()) {
                List<Integer> ordinals = new ArrayList<>();
                while (rows.next()) {
                    ordinals.add(rows.getInt(1));
                }
                return ordinals;
            }
        });
    }

    /** The activity called {@code name}. */
    public Optional<ActivityView> find(String run, String name) {
        return database.transaction(connection -> find(connection, run, name));
    }

    static Optional<ActivityView> find(Connection connection, String run, String name) throws SQLException {
        return select(connection, "where run = ? and name = ? order by ordinal", run, name).stream()
                .findFirst();
    }

    /** The run with its activities that changed after that; nothing when there is no such run. */
    public Optional<RunChanges<ActivityView>> changedSince(String run, Change last) {
        return database.snapshot(connection -> {
            var view = RunQueries.find(connection, run);
            if (view.isEmpty()) {
                return Optional.empty();
            }
            var changed = select(connection, CHANGED_SINCE, run, last.seq(), last.ordinal());
            return Optional.of(new RunChanges<>(view.get(), changed));
        });
    }

    /** The same in brief. */
    public Optional<RunChanges<ActivityBrief>> brieflySince(String run, Change last) {
        return database.snapshot(connection -> {
            var view = RunQueries.find(connection, run);
            if (view.isEmpty()) {
                return Optional.empty();
            }
            try (var query = Columns.set(
                            connection.prepareStatement(BRIEFLY + CHANGED_SINCE), run, last.seq(), last.ordinal());
                    var rows = query.executeQuery()) {
                List<ActivityBrief> changed = new ArrayList<>();
                while (rows.next()) {
                    changed.add(brief(rows));
                }
                return Optional.of(new RunChanges<>(view.get(), changed));
            }
        });
    }

    private static List<ActivityView> select(Connection connection, String where, @Nullable Object... values)
            throws SQLException {
        try (var query = Columns.set(connection.prepareStatement(SELECT + where), values);
                var rows = query.executeQuery()) {
            List<ActivityView> activities = new ArrayList<>();
            while (rows.next()) {
                activities.add(activity(rows));
            }
            return activities;
        }
    }

    private static ActivityView activity(ResultSet row) throws SQLException {
        return new ActivityView(
                row.getInt("ordinal"),
                row.getString("name"),
                ActivityState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getLong("seq"),
                row.getString("image"),
                Columns.parsed(row.getString("depends_on"), NAMES),
                Columns.parsed(row.getString("pod"), PodRef.class),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                Columns.instant(row, "until_at"),
                row.getString("waiting_for"),
                Columns.parsed(row.getString("failure"), Failure.class),
                row.getObject("peak_cpu_millis", Long.class),
                row.getObject("peak_memory_bytes", Long.class));
    }

    private static ActivityBrief brief(ResultSet row) throws SQLException {
        var pod = Columns.parsed(row.getString("pod"), PodRef.class);
        return new ActivityBrief(
                row.getInt("ordinal"),
                ActivityState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getLong("seq"),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                pod == null ? null : pod.node());
    }
}
