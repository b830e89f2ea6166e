package io.akoflow.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Some durations in microseconds, as a row of a table. */
record Figures(String name, List<Long> sorted) {

    static Figures of(String name, Collection<Long> micros) {
        return new Figures(name, micros.stream().sorted().toList());
    }

    static String header() {
        return "%-52s %6s %9s %9s %9s %9s".formatted("", "n", "median", "p90", "p99", "most");
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "%-52s %6d %6.1f ms %6.1f ms %6.1f ms %6.1f ms",
                name,
                sorted.size(),
                millis(0.5),
                millis(0.9),
                millis(0.99),
                millis(1));
    }

    private double millis(double share) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / 1000.0;
    }
}
