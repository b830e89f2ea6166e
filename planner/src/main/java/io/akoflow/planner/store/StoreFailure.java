package io.akoflow.planner.store;

import java.sql.SQLException;

/** The database did not do what it was asked for, or did not say that it did. */
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreFailure(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
