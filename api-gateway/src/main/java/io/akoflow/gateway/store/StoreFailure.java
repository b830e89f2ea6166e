package io.akoflow.gateway.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database did not do what it was asked for. */
public final class StoreFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean unreachable;
    private final boolean uncertain;

    StoreFailure(SQLException cause, boolean uncertain) {
        super(cause.getMessage(), cause);
        this.unreachable = unreachable(cause.getSQLState());
        this.uncertain = uncertain;
    }

    /** Whether it is likely to do it later. */
    public boolean isUnreachable() {
        return unreachable;
    }

    /** Whether it may have done it all the same. */
    public boolean isUncertain() {
        return uncertain;
    }

    /** The same, once it is known that nothing was done. */
    public StoreFailure certain() {
        return getCause() instanceof SQLException cause ? new StoreFailure(cause, false) : this;
    }

    private static boolean unreachable(@Nullable String state) {
        // without a state it is the pool that speaks; 08 connection, 53 resources, 57 operator, 25006 read only
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.equals("25006");
    }
}
