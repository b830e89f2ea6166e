package io.akoflow.planner.store;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;

/** The database did not do what it was asked for, or did not say that it did. */
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    StoreFailure(FlywayException cause) {
        super(cause.getMessage(), cause);
    }
}
