package io.akoflow.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes and what it knows of its surroundings.
 *
 * @param env environment variables
 * @param terminal whether {@code out} is a terminal, on which lines may be drawn anew
 */
record Console(PrintStream out, PrintStream err, Map<String, String> env, boolean terminal) {

    private static final int NARROWEST = 40;
    private static final int USUAL = 100;

    /** Of this process; UTF-8 whatever the locale, as file names and activity names may be any text. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again when there is no terminal
    static Console system() {
        var console = System.console();
        return new Console(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                console != null && console.isTerminal());
    }

    /** How many characters a line holds. */
    int width() {
        try {
            return Math.max(NARROWEST, Integer.parseInt(env.getOrDefault("COLUMNS", String.valueOf(USUAL))));
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }

    /** Says on {@code err} what went wrong. */
    void complain(String message) {
        err.println("akoflow: " + message);
    }
}
