package io.akoflow.gateway.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions on the gateway's schema. */
@ApplicationScoped
public class Database {

    private static final String CANNOT_CONNECT_NOW = "57P03";

    private final DataSource source;
    private final Schema schema;

    Database(DataSource source, Schema schema) {
        this.source = source;
        this.schema = schema;
    }

    /**
     * Does all of {@code work}, or nothing and throws {@link StoreFailure}, as it does as long as the tables are not
     * there or those of an older version.
     */
    public <T> T transaction(Work<T> work) {
        var trouble = schema.trouble();
        if (trouble.isPresent()) {
            throw new StoreFailure(new SQLException(trouble.get(), CANNOT_CONNECT_NOW), false);
        }
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                commit(connection);
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreFailure(e, false);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new StoreFailure(e, true);
        }
    }

    /** Reads with {@code work}, all of it as of one moment. */
    public <T> T snapshot(Work<T> work) {
        return transaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
            }
            return work.on(connection);
        });
    }

    private static void rollback(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
