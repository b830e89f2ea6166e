package io.akoflow.gateway.store;

import io.akoflow.contract.ActivityState;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What activities are put in order by; those that have none of it come last, and of equal ones the first in the file.
 */
public enum ActivitySort {
    ORDINAL("ordinal"),
    NAME("name"),
    /** From waiting to over. */
    STATE("array_position(array[" + states() + "], state)"),
    /** Of those that run, up to now. */
    DURATION("coalesce(ended_at, case state when 'RUNNING' then now() end) - started_at"),
    STARTED_AT("started_at");

    private final String sql;

    ActivitySort(String sql) {
        this.sql = sql;
    }

    String orderBy(boolean descending) {
        return " order by %s %s nulls last, ordinal".formatted(sql, descending ? "desc" : "asc");
    }

    private static String states() {
        return Arrays.stream(ActivityState.values()).map("'%s'"::formatted).collect(Collectors.joining(", "));
    }
}
