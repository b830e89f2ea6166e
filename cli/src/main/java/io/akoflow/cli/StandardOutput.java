package io.akoflow.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a command prints. The first write that fails ends the command by {@link NotWrittenException}: a
 * {@link PrintStream} alone would keep it to itself, and what was cut off would look like all.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream target;

    private StandardOutput(OutputStream target) {
        this.target = target;
    }

    /** Prints to {@code target}, in UTF-8, at once. */
    static PrintStream to(OutputStream target) {
        return new PrintStream(new StandardOutput(target), true, StandardCharsets.UTF_8);
    }

    /** Nothing more can be written. Unchecked, so that it passes a {@link PrintStream} and whoever prints. */
    static final class NotWrittenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotWrittenException(IOException why) {
            super(String.valueOf(why.getMessage()), why);
        }

        /**
         * Whether it was a pipe whose reader has had enough, such as {@code head}; the system may say so in any
         * language.
         */
        boolean isOfReader() {
            return String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
        }
    }

    @Override
    public void write(int letter) {
        write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        try {
            target.write(bytes, from, count);
        } catch (IOException e) {
            throw new NotWrittenException(e);
        }
    }

    @Override
    public void flush() {
        try {
            target.flush();
        } catch (IOException e) {
            throw new NotWrittenException(e);
        }
    }
}
