package io.akoflow.planner.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Transactions on the planner's schema. */
final class Database {

    /** Whoever else has a row locked is another owner for a moment, or dead. */
    private static final String LIMITS = "set local lock_timeout = '2s';"
            + " set local idle_in_transaction_session_timeout = '10s';"
            + " set local statement_timeout = '25s'";

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** Does all of {@code work}, or nothing and throws; if it throws {@link StoreFailure}, it may have done it. */
    <T> T transaction(Work<T> work) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                try (var statement = connection.createStatement()) {
                    statement.execute(LIMITS);
                }
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
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
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
