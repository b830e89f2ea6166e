package io.akoflow.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes and what it knows of its surroundings.
 *
 * @param out throws {@link StandardOutput.NotWrittenException}
 * @param env environment variables
 * @param terminal whether {@code out} is a terminal, on which lines may be drawn anew
 * @param window its window; asked only if it is a terminal
 */
record Console(PrintStream out, PrintStream err, Map<String, String> env, boolean terminal, Window window) {

    /** Of this process; UTF-8 whatever the locale, as file names and activity names may be any text. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again when there is no terminal
    static Console system() {
        var console = System.console();
        var env = System.getenv();
        return new Console(
                StandardOutput.to(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                env,
                console != null && console.isTerminal(),
                Window.ofThisProcess(env));
    }

    /** How many characters a line of a table holds; any number where nobody looks. */
    int width() {
        return terminal ? window.size().columns() : Integer.MAX_VALUE;
    }

    Colours colours() {
        return Colours.of(env, terminal);
    }

    /** Says on {@code err} what went wrong. */
    void complain(String message) {
        err.println("akoflow: " + Plain.line(message));
    }
}
