package io.akoflow.gateway.outputs;

import io.akoflow.contract.RunId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know of a disk.
 *
 * @param namespace null for the deployment's own
 * @param claim the disk
 * @param path of a file; null for which files there are
 */
public record DiskWish(
        RunId run,
        @Nullable String namespace,
        String claim,
        @Nullable String path) {}
