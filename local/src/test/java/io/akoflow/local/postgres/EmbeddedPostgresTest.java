package io.akoflow.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.akoflow.local.process.Signal;
import io.akoflow.local.process.Watchdog;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    @Test
    void shouldKeepItsDataWhenStartedAgain() throws SQLException {
        try (var watchdog = Watchdog.start()) {
            // given
            try (var postgres = EmbeddedPostgres.start(settings(), watchdog)) {
                execute(postgres, "create table kept as select 42 as answer");
            }

            // when
            try (var postgres = EmbeddedPostgres.start(settings(), watchdog);
                    var connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                    var result = connection.createStatement().executeQuery("select answer from kept")) {

                // then
                result.next();
                assertThat(result.getInt(1)).isEqualTo(42);
            }
        }
    }

    @Test
    void shouldKeepWhatWasCommittedWhenKilledAndStartedAgain() throws SQLException {
        try (var watchdog = Watchdog.start()) {
            // given
            var settings = settings();
            var killed = EmbeddedPostgres.start(settings, watchdog);
            execute(killed, "create table kept as select 42 as answer");

            // when
            killed.signal(Signal.KILL);

            // then
            try (var postgres = EmbeddedPostgres.start(settings, watchdog)) {
                execute(postgres, "select answer from kept");
            }
        }
    }

    @Test
    void shouldRefuseWhenPasswordIsWrong() {
        // given
        try (var postgres = EmbeddedPostgres.temporary()) {

            // when // then
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private PostgresSettings settings() {
        return new PostgresSettings(folder.resolve("data"), 0, "secret", true, folder.resolve("postgres.log"));
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
