package io.akoflow.engine.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a workflow may be; null for any size.
 *
 * @param activities how many
 * @param cpu of each activity
 * @param memory of each activity
 * @param storage of all disks of a run together
 * @param others of each activity, of what is neither CPU nor memory; the first that is of it counts
 */
public record Sizes(
        @Nullable Integer activities,
        @Nullable Most cpu,
        @Nullable Most memory,
        @Nullable Most storage,
        List<MostOf> others) {

    /** Any size. */
    public static final Sizes ANY = new Sizes(null, null, null, null, List.of());

    public Sizes {
        others = List.copyOf(others);
    }
}
