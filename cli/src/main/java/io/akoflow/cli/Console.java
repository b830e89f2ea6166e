package io.akoflow.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes and what it knows of its surroundings.
 *
 * @param out throws {@link StandardOutput.NotWrittenException}
 * @param env environment variables
 * @param surface what {@code out} is
 * @param window its window; asked only if it is drawn on
 */
record Console(PrintStream out, PrintStream err, Map<String, String> env, Surface surface, Window window) {

    /** What is printed on. */
    enum Surface {
        /** A terminal on which lines may be drawn anew. */
        DRAWN_ON,
        /**
         * Perhaps a terminal, so nothing may be printed that one would obey; but nobody types at it, so nothing is
         * drawn.
         */
        PERHAPS_TERMINAL,
        /** A file or a pipe. */
        NO_TERMINAL;

        /**
         * @param interactive whether input and output are a terminal, which is all that Java tells
         * @param said {@code false} if whoever started this process knows that the output is none
         */
        static Surface of(boolean interactive, @Nullable String said) {
            if (interactive) {
                return DRAWN_ON;
            }
            return "false".equals(said) ? NO_TERMINAL : PERHAPS_TERMINAL;
        }
    }

    private static final String OUT_IS_TERMINAL = "akoflow.out-is-terminal";

    /** Of this process; UTF-8 whatever the locale, as file names and activity names may be any text. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again when there is no terminal
    static Console system() {
        var console = System.console();
        var env = System.getenv();
        return new Console(
                StandardOutput.to(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                env,
                Surface.of(console != null && console.isTerminal(), System.getProperty(OUT_IS_TERMINAL)),
                Window.ofThisProcess(env));
    }

    /** How many characters a line of a table holds; any number where nobody looks. */
    int width() {
        return isDrawnOn() ? window.size().columns() : Integer.MAX_VALUE;
    }

    /** Whether lines may be drawn anew. */
    boolean isDrawnOn() {
        return surface == Surface.DRAWN_ON;
    }

    /** Whether what an activity printed may be printed as it is. */
    boolean obeysNothing() {
        return surface == Surface.NO_TERMINAL;
    }

    Colours colours() {
        return Colours.of(env, isDrawnOn());
    }

    /** Says on {@code err} what went wrong. */
    void complain(String message) {
        err.println("akoflow: " + Plain.line(message));
    }
}
