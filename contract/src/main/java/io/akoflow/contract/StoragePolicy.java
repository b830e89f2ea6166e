package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a run live.
 *
 * @param storageClassName null for the cluster's default class
 * @param size a Kubernetes quantity, of each claim
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoragePolicy(Type type, @Nullable String storageClassName, String size, Retain retain) {

    /** How files get from an activity to those that depend on it. */
    public enum Type {
        /** One ReadWriteOnce claim per run, on one node. */
        SHARED,
        /** A claim per activity; the parents' files are copied in before it starts. */
        STANDALONE,
        /** One ReadWriteMany claim per run, on any node. */
        DISTRIBUTED
    }

    /** When the claims of a run that has ended are kept. */
    public enum Retain {
        ALWAYS,
        ON_FAILURE,
        NEVER
    }
}
