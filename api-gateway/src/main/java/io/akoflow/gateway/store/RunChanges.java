package io.akoflow.gateway.store;

import java.util.List;

/**
 * A run, and what changed in it.
 *
 * @param activities in the order of their last change
 */
public record RunChanges<A extends Changed>(RunView run, List<A> activities) {

    public RunChanges {
        activities = List.copyOf(activities);
    }
}
