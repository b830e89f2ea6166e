package io.akoflow.gateway.store;

import io.akoflow.contract.ActivityState;
import java.util.List;

/**
 * Which activities are asked for.
 *
 * @param states any when empty
 * @param from ordinal of the first
 */
public record ActivityFilter(List<ActivityState> states, int from, int limit) {

    /** All of them. */
    public static final ActivityFilter ALL = new ActivityFilter(List.of(), 0, Integer.MAX_VALUE);

    public ActivityFilter {
        states = List.copyOf(states);
    }
}
