package io.akoflow.contract;

/** Where an activity is. */
public enum ActivityState {
    /** For its dependencies. */
    WAITING,
    /** All dependencies succeeded; said to be ready, or held back by the window. */
    READY,
    /** Its Job exists. */
    DISPATCHED,
    /** Its container runs. */
    RUNNING,
    /** An attempt failed, and another one follows after a pause. */
    BACKING_OFF,
    SUCCEEDED,
    /** For good. */
    FAILED,
    CANCELLED,
    /** Not run, because something it depends on did not succeed. */
    SKIPPED;

    /** Whether nothing more will happen to it, short of a resume. */
    public boolean isOver() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED || this == SKIPPED;
    }
}
