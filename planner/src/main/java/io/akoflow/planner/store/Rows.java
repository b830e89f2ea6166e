package io.akoflow.planner.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many rows as the parameters of one statement: an array for each column, for {@code unnest}. */
final class Rows<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int column;

    Rows(Connection connection, PreparedStatement statement, Collection<T> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = List.copyOf(rows);
    }

    /** The next parameter: a value of each row. */
    Rows<T> column(String type, Function<T, @Nullable Object> value) throws SQLException {
        var values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        statement.setArray(++column, connection.createArrayOf(type, values));
        return this;
    }
}
