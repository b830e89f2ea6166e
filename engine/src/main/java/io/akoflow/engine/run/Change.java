package io.akoflow.engine.run;

/** A row as it is to be from now on. */
public sealed interface Change {

    /** The run's own row. */
    record OfRun(RunSnapshot run) implements Change {}

    /** The row of one activity. */
    record OfActivity(ActivitySnapshot activity) implements Change {}
}
