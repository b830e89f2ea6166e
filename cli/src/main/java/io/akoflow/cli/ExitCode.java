package io.akoflow.cli;

/** What the process ends with, so that scripts can tell. */
final class ExitCode {

    static final int SUCCESS = 0;
    /** The run that was waited for did not succeed. */
    static final int RUN_FAILED = 1;
    /** Wrong use, or a workflow file that is refused. */
    static final int WRONG_USE = 2;
    /** The server can't be reached, or does not let us in, or could not do it. */
    static final int NO_SERVER = 3;

    private ExitCode() {}
}
