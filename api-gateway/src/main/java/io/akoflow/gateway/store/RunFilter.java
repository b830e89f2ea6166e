package io.akoflow.gateway.store;

import io.akoflow.contract.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for.
 *
 * @param states any when empty
 * @param name exactly; null for any
 * @param idPrefix empty for any
 * @param text part of the name in any case, or the beginning of the id; empty for any
 * @param before only runs with a smaller id; null for all
 */
public record RunFilter(
        List<RunState> states,
        @Nullable String name,
        String idPrefix,
        String text,
        @Nullable String before,
        int limit) {

    public RunFilter {
        states = List.copyOf(states);
    }

    /** The newest. */
    public static RunFilter newest(int limit) {
        return new RunFilter(List.of(), null, "", "", null, limit);
    }
}
