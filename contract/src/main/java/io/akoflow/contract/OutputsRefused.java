package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Nobody will read a disk for this {@link DiskRequest}. Said by the dispatcher on {@code akoflow.outputs.answers}.
 *
 * @param message one sentence: why
 */
public record OutputsRefused(String request, RunId run, Reason reason, String message) implements Message {

    /** Why not. */
    public enum Reason {
        /** There is no such disk: not yet, or no more. */
        NO_DISK,
        /** Kubernetes does not take what would read it. */
        NOT_TAKEN,
        /** What would read it has not begun in time. */
        NOT_BEGUN
    }

    @Override
    @JsonIgnore
    public String messageId() {
        return request + "/refused";
    }

    @Override
    @JsonIgnore
    public String subject() {
        return run.value();
    }

    @Override
    @JsonIgnore
    public String key() {
        return request;
    }
}
