package io.akoflow.planner.messaging;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.akoflow.local.postgres.EmbeddedPostgres;
import io.akoflow.planner.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** The planner's schema in a PostgreSQL, with a pool as in the service. */
final class PlannerDatabase implements AutoCloseable {

    private final AgroalDataSource source;

    PlannerDatabase(EmbeddedPostgres postgres) {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .acquisitionTimeout(Duration.ofSeconds(3))
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(
                                        postgres.jdbcUrl() + "?currentSchema=planner&connectTimeout=3&socketTimeout=30")
                                .principal(new NamePrincipal(postgres.user()))
                                .credential(new SimplePassword(postgres.password()))));
        try {
            source = AgroalDataSource.from(configuration);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        migrate();
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(source)
                .locations("db/planner")
                .schemas("planner")
                .load()
                .migrate();
    }

    Store store() {
        return new Store(source);
    }

    /** As an administrator would. */
    void execute(String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The only number that {@code sql} asks for. */
    long number(String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
