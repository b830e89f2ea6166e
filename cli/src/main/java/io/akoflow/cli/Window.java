package io.akoflow.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The terminal's window, whose size may change while something is shown in it. */
@FunctionalInterface
interface Window {

    /** How many characters a line holds, and how many lines there are. */
    record Size(int columns, int rows) {

        private static final int NARROWEST = 20;
        private static final int LOWEST = 6;
        static final Size USUAL = new Size(100, 30);

        public Size {
            columns = Math.max(NARROWEST, columns);
            rows = Math.max(LOWEST, rows);
        }
    }

    /** As it is now. */
    Size size();

    /** Of this process; {@code COLUMNS} and {@code LINES} where it can't be asked. */
    static Window ofThisProcess(Map<String, String> env) {
        return () -> {
            var asked = ask();
            return asked.columns() > 0
                    ? new Size(asked.columns(), asked.rows())
                    : new Size(
                            number(env.getOrDefault("COLUMNS", ""), Size.USUAL.columns()),
                            number(env.getOrDefault("LINES", ""), Size.USUAL.rows()));
        };
    }

    private static Answer ask() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = stty.getInputStream()) {
                var words = new String(out.readAllBytes(), StandardCharsets.US_ASCII)
                        .strip()
                        .split(" ", -1);
                stty.waitFor(1, TimeUnit.SECONDS);
                return words.length == 2 ? new Answer(number(words[1], 0), number(words[0], 0)) : Answer.NONE;
            }
        } catch (IOException e) {
            return Answer.NONE; // no terminal, or a system without stty
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.NONE;
        }
    }

    /** What stty says; zeros where it says nothing. */
    record Answer(int columns, int rows) {
        static final Answer NONE = new Answer(0, 0);
    }

    private static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
