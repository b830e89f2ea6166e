package io.akoflow.cli;

import java.util.List;

/** Lines on a terminal that are drawn anew, over what was drawn before, also when its width has changed meanwhile. */
final class Screen {

    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private final Console console;
    private List<String> drawn = List.of();

    Screen(Console console) {
        this.console = console;
    }

    /** Draws them; none may be longer than the window is wide. */
    void draw(List<String> lines, Window.Size size) {
        var text = new StringBuilder();
        int above = drawn.stream().mapToInt(line -> rows(line, size)).sum();
        if (above > 0) {
            text.append("\u001b[%dA".formatted(Math.min(above, size.rows() - 1)));
        }
        lines.forEach(
                line -> text.append('\r').append(line).append(REST_OF_LINE).append('\n'));
        console.out().print(text.append(REST_OF_SCREEN));
        console.out().flush();
        drawn = lines;
    }

    /** A line that was drawn when the window was wider takes several rows of it now. */
    private static int rows(String line, Window.Size size) {
        int cells = TextWidth.of(Plain.output(line, false));
        return Math.max(1, (cells + size.columns() - 1) / size.columns());
    }
}
