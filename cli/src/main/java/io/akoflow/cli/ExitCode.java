package io.akoflow.cli;

/** What the process ends with, so that scripts can tell. */
final class ExitCode {

    static final int SUCCESS = 0;
    /** The run that was waited for did not succeed. */
    static final int RUN_FAILED = 1;
    /** Wrong use, a workflow file that is refused, or a place where nothing can be written. */
    static final int WRONG_USE = 2;
    /** The server can't be reached, or does not let us in, or could not do it. */
    static final int NO_SERVER = 3;

    /**
     * Who reads what is printed has had enough, as {@code head} has; what a shell says of others then (128 + SIGPIPE).
     */
    static final int NOT_READ = 141;

    private ExitCode() {}
}
