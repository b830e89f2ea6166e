package io.akoflow.planner.store;

import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The planner's tables. They are made when the planner begins and not when it starts, since PostgreSQL may come later.
 */
@Singleton
public class Schema {

    private final Flyway flyway;

    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    /** Makes them, or changes those of an older version; throws {@link StoreFailure} when that could not be done. */
    public void migrate() {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreFailure(e);
        }
    }
}
