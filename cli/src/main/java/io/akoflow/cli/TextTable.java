package io.akoflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Rows, perhaps under a heading, in columns as wide as their widest cell, cut to the width of the terminal. */
final class TextTable {

    private final List<Row> rows = new ArrayList<>();
    private Set<Integer> painted = Set.of();

    private record Row(List<String> cells, UnaryOperator<String> paint) {}

    TextTable(String... headings) {
        if (headings.length > 0) {
            add(headings);
        }
    }

    /** Which columns look as their row says. */
    TextTable painted(Integer... columns) {
        painted = Set.of(columns);
        return this;
    }

    void add(String... cells) {
        add(UnaryOperator.identity(), cells);
    }

    /** With cells that look otherwise once it is clear how long they are. */
    void add(UnaryOperator<String> paint, String... cells) {
        rows.add(new Row(List.of(cells), paint));
    }

    /** Its lines, none of them longer than {@code width} and none with blanks at its end. */
    List<String> lines(int width) {
        int[] widths =
                new int[rows.stream().mapToInt(row -> row.cells.size()).max().orElse(0)];
        for (var row : rows) {
            for (int i = 0; i < row.cells.size(); i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.cells.get(i)));
            }
        }
        return rows.stream().map(row -> line(row, widths, width)).toList();
    }

    private String line(Row row, int[] widths, int width) {
        int last = row.cells.size() - 1;
        while (last > 0 && row.cells.get(last).isBlank()) {
            last--;
        }
        var line = new StringBuilder();
        int left = width;
        for (int i = 0; i <= last && left > 0; i++) {
            var cell = TextWidth.cut(row.cells.get(i), left);
            int wide = TextWidth.of(cell);
            int column = i == last ? wide : Math.min(left, widths[i] + 2);
            line.append(painted.contains(i) ? row.paint.apply(cell) : cell).repeat(' ', Math.max(0, column - wide));
            left -= Math.max(wide, column);
        }
        return line.toString().stripTrailing();
    }
}
