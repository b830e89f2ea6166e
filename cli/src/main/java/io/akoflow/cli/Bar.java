package io.akoflow.cli;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bars of a number of characters. */
final class Bar {

    private static final String FULL = "█";
    private static final String REST = "░";

    private Bar() {}

    /** How much of it is done; not full before all is, and not empty once something is. */
    static String progress(long done, long all, int width) {
        if (width < 1 || all < 1) {
            return "";
        }
        long full = done >= all ? width : Math.min(Math.max(0, width - 1), (done * width + all - 1) / all);
        return FULL.repeat((int) full) + REST.repeat(width - (int) full);
    }

    /** From when to when something was, in the time of the whole; at least one character once it began. */
    static String time(@Nullable Instant from, Instant to, Span whole, int width) {
        if (from == null || width < 1) {
            return "";
        }
        int begin = Math.min(whole.place(from, width), width - 1);
        int end = Math.clamp(whole.place(to, width), begin + 1, width);
        return " ".repeat(begin) + "━".repeat(end - begin);
    }

    /** The time of a whole run, up to now or its end. */
    record Span(Instant from, Instant to) {

        private int place(Instant when, int width) {
            long all = Math.max(1, Duration.between(from, to).toMillis());
            long part = Math.clamp(Duration.between(from, when).toMillis(), 0L, all);
            return (int) (part * width / all);
        }
    }
}
