package io.akoflow.planner.runs;

/** What became of an event. */
public enum Outcome {
    DECIDED,
    /** A repetition, or late: it changed nothing. */
    STALE,
    /** It is about a run that nobody has asked for, and changed nothing. */
    UNKNOWN_RUN
}
