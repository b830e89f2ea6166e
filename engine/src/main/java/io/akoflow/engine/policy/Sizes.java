package io.akoflow.engine.policy;

import org.jspecify.annotations.Nullable;

/**
 * How large a workflow may be; null for any size.
 *
 * @param activities how many
 * @param cpu of each activity
 * @param memory of each activity
 * @param storage of all disks of a run together
 */
public record Sizes(
        @Nullable Integer activities,
        @Nullable Most cpu,
        @Nullable Most memory,
        @Nullable Most storage) {

    /** Any size. */
    public static final Sizes ANY = new Sizes(null, null, null, null);
}
