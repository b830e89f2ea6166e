package io.akoflow.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseTest {

    @Test
    void shouldDoNothingAndSayThatItMayWorkLaterWhenThereAreNoTablesYet() {
        // given
        var schema = new Schema(Flyway.configure().load());
        var database = new Database(new PGSimpleDataSource(), schema);

        // when
        var failure = catchThrowableOfType(StoreFailure.class, () -> database.transaction(_ -> "done"));

        // then
        assertThat(failure).hasMessageContaining("its tables are not there yet");
        assertThat(failure.isUnreachable()).isTrue();
        assertThat(failure.isUncertain()).isFalse();
    }
}
