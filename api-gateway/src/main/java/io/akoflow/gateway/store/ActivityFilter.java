package io.akoflow.gateway.store;

import io.akoflow.contract.ActivityState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which activities are asked for, and in which order.
 *
 * @param states any when empty
 * @param among ordinals; null for all
 * @param text part of the name, in any case; empty for any
 * @param from in the order of the file the first ordinal, in others how many come before
 */
public record ActivityFilter(
        List<ActivityState> states, @Nullable List<Integer> among, String text, Order order, int from, int limit) {

    /** All of them, in the order of the file. */
    public static final ActivityFilter ALL =
            new ActivityFilter(List.of(), null, "", new Order(ActivitySort.ORDINAL, false), 0, Integer.MAX_VALUE);

    public ActivityFilter {
        states = List.copyOf(states);
        among = among == null ? null : List.copyOf(among);
    }

    /** What comes first. */
    public record Order(ActivitySort by, boolean descending) {

        /** Whether it is that of the file, in which each has a place that does not change. */
        public boolean isOfFile() {
            return by == ActivitySort.ORDINAL && !descending;
        }
    }
}
