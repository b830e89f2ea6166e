package io.akoflow.local.command;

import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands that start and end everything on one machine. Exit codes: 0 success, 1 the demo's run failed, 2 wrong
 * use, 3 something could not be started.
 */
@Command(
        name = "akoflow",
        description = "akoflow on one machine.",
        subcommands = {UpCommand.class, DownCommand.class, DemoCommand.class})
public final class Main {

    static final int SUCCESS = 0;
    static final int RUN_FAILED = 1;
    static final int WRONG_USE = 2;
    static final int NOT_STARTED = 3;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        var line = commands();
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((wrong, arguments) -> {
            System.err.println("akoflow: " + wrong.getMessage());
            System.err.println(
                    "See 'akoflow %s --help'.".formatted(wrong.getCommandLine().getCommandName()));
            return WRONG_USE;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            complain(System.err, String.valueOf(failure.getMessage()));
            return NOT_STARTED;
        });
        System.exit(line.execute(args));
    }

    /** These commands with their options, for whoever describes them. */
    public static CommandLine commands() {
        return new CommandLine(new Main());
    }

    static void complain(PrintStream err, String message) {
        message.lines().forEach(sentence -> err.println("akoflow: " + sentence));
    }

    /** The folder with the modules. */
    static Path home() {
        return Path.of(System.getProperty("akoflow.home", "."));
    }

    /** Where the state is kept unless said otherwise. */
    static Path usualState() {
        var fromEnvironment = System.getenv("AKOFLOW_HOME");
        return fromEnvironment == null || fromEnvironment.isBlank()
                ? home().resolve(".akoflow")
                : Path.of(fromEnvironment);
    }
}
