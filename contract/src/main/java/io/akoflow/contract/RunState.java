package io.akoflow.contract;

/** Where a run is. */
public enum RunState {
    /** Kept by the gateway, not yet started by the planner. */
    SUBMITTED,
    RUNNING,
    CANCELLING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Whether nothing more will happen to it, short of a resume. */
    public boolean isOver() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
