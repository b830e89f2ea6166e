package io.akoflow.gateway.store;

import io.akoflow.contract.RunState;
import io.akoflow.contract.StoragePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a run are.
 *
 * @param namespace null for the deployment's own
 * @param storage null when only its file says so
 */
public record RunDisk(
        RunState state,
        @Nullable String namespace,
        @Nullable StoragePolicy storage) {}
