package io.akoflow.gateway.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads runs. */
@ApplicationScoped
public class RunQueries {

    private static final TypeReference<Map<ActivityState, Integer>> COUNTS = new TypeReference<>() {};
    private static final String SELECT = """
            select id, number, name, owner, namespace, state, seq, submitted_at, started_at, ended_at, message, activities,
                   coalesce((select json_object_agg(c.state, c.n) from
                       (select a.state, count(*) n from activity a where a.run = run.id group by a.state) c), '{}')::text
                   as counts
            from run
            """;
    private static final String LAST_OF_IDS = "z".repeat(26);

    private final Database database;

    RunQueries(Database database) {
        this.database = database;
    }

    /** The run called {@code id}. */
    public Optional<RunView> find(String id) {
        return database.transaction(connection -> find(connection, id));
    }

    /** The run with this number. */
    public Optional<RunView> findByNumber(long number) {
        return database.transaction(connection ->
                select(connection, "where number = ?", number).stream().findFirst());
    }

    /** Newest first. */
    public List<RunView> list(RunFilter filter) {
        List<@Nullable Object> values = new ArrayList<>();
        var found = filter.text().isEmpty()
                ? "select id from run where true" + among(filter, values)
                : byText(filter, values);
        values.add(filter.limit());
        // which ones, by what an index holds, and only then all of them, with their files beside them
        var where = "where id in (%s order by id desc limit ?) order by id desc".formatted(found);
        return database.transaction(connection -> select(connection, where, values.toArray()));
    }

    /**
     * Ids by part of a name and by their beginning, each from an index of its own: together they would take neither.
     */
    private static String byText(RunFilter filter, List<@Nullable Object> values) {
        // what is looked for is made small once, and not for every run
        values.add(filter.text());
        var byName = "select id from run where position((select left(lower(?), 200)) in search_name) > 0"
                + among(filter, values) + " order by id desc limit ?";
        values.add(filter.limit());
        var byId = "select id from run where true" + beginning(filter.text().toLowerCase(Locale.ROOT), values)
                + among(filter, values) + " order by id desc limit ?";
        values.add(filter.limit());
        return "select id from ((%s) union (%s)) of_text".formatted(byName, byId);
    }

    private static String among(RunFilter filter, List<@Nullable Object> values) {
        var where = new StringBuilder();
        if (!filter.states().isEmpty()) {
            where.append(" and state = any (string_to_array(?, ','))");
            values.add(String.join(
                    ",", filter.states().stream().map(RunState::name).toList()));
        }
        if (filter.name() != null) {
            where.append(" and name = ?");
            values.add(filter.name());
        }
        if (!filter.idPrefix().isEmpty()) {
            where.append(beginning(filter.idPrefix(), values));
        }
        if (filter.before() != null) {
            where.append(" and id < ?");
            values.add(filter.before());
        }
        return where.toString();
    }

    /**
     * With both ends of where such ids are in the index, which no database finds in {@code starts_with} and a
     * parameter.
     */
    private static String beginning(String prefix, List<@Nullable Object> values) {
        values.addAll(List.of(prefix, prefix, prefix + LAST_OF_IDS));
        return " and starts_with(id, ?) and id between ? and ?";
    }

    /** The file of the run called {@code id}; empty when it is not here, or came back without its file. */
    public Optional<RunFile> file(String id) {
        return database.transaction(connection -> {
            try (var query = Columns.set(
                            connection.prepareStatement(
                                    "select file, content_type from run where id = ? and length(file) > 0"),
                            id);
                    var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(new RunFile(rows.getBytes(1), rows.getString(2))) : Optional.empty();
            }
        });
    }

    static Optional<RunView> find(Connection connection, String id) throws SQLException {
        return select(connection, "where id = ?", id).stream().findFirst();
    }

    private static List<RunView> select(Connection connection, String where, @Nullable Object... values)
            throws SQLException {
        try (var query = Columns.set(connection.prepareStatement(SELECT + where), values);
                var rows = query.executeQuery()) {
            List<RunView> runs = new ArrayList<>();
            while (rows.next()) {
                runs.add(run(rows));
            }
            return runs;
        }
    }

    private static RunView run(ResultSet row) throws SQLException {
        return new RunView(
                row.getString("id"),
                row.getLong("number"),
                row.getString("name"),
                row.getString("owner"),
                row.getString("namespace"),
                RunState.valueOf(row.getString("state")),
                row.getLong("seq"),
                Columns.time(row, "submitted_at"),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                row.getString("message"),
                row.getInt("activities"),
                Columns.parsed(row.getString("counts"), COUNTS),
                null);
    }
}
