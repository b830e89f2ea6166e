package io.akoflow.engine.kubernetes;

import io.akoflow.contract.RunId;

/** Spreads runs over those who watch them. */
public final class Shards {

    private Shards() {}

    /** The value of {@link JobLabels#SHARD} of everything of {@code run}: from 0 up to {@code shards}, exclusive. */
    public static String of(RunId run, int shards) {
        return Integer.toString(Math.floorMod(run.value().hashCode(), shards));
    }
}
