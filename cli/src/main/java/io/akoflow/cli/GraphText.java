package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.akoflow.contract.ActivityState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The graph of a run in text, a line for each activity, or for each type of them where there are many. */
final class GraphText {

    private static final int LONGEST_NAME = 40;
    private static final int BAR = 10;
    private static final int MOST_NAMED = 5;

    private final Colours colours;
    private final Levels levels;
    private final TextTable table = new TextTable().painted(1, 2);

    GraphText(Iterable<JsonNode> activities, Colours colours) {
        this.colours = colours;
        this.levels = new Levels(activities);
    }

    List<String> lines(int width) {
        var nodes = levels.nodes();
        int digits = String.valueOf(Math.max(0, nodes.size() - 1)).length();
        for (int level = 0; level < nodes.size(); level++) {
            boolean last = level == nodes.size() - 1;
            boolean first = true;
            for (var node : nodes.get(level)) {
                boolean end = last && node.equals(nodes.get(level).getLast());
                var number = first ? String.valueOf(level) : "";
                var joint = level == 0 && first ? end ? "─" : "┬" : end ? "└" : "├";
                add(node, " ".repeat(digits - number.length()) + number + " " + joint);
                first = false;
            }
            if (!last) {
                table.add(" ".repeat(digits) + " │");
            }
        }
        return table.lines(width);
    }

    private void add(Levels.Node node, String place) {
        var tally = ActivityGroups.Tally.of(node.activities());
        boolean single = node.activities().size() == 1;
        var one = node.activities().getFirst();
        var state = single ? one.stateText() : tally.looksLike();
        var how = single
                ? (one.stateText() + "  " + one.took(Instant.now())).stripTrailing()
                : Bar.progress(tally.over(), tally.all(), BAR) + " " + tally.text();
        var label = TextWidth.cut(node.label(), LONGEST_NAME);
        table.add(
                text -> colours.byState(state, text),
                place,
                single ? symbol(one.state()) + " " + label : "⧉ %s ×%d".formatted(label, tally.all()),
                how,
                after(node.after()));
    }

    private static String after(Collection<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        var some = names.stream()
                .limit(MOST_NAMED)
                .map(name -> TextWidth.cut(name, LONGEST_NAME))
                .toList();
        return "← " + String.join(", ", some) + (names.size() > MOST_NAMED ? ", … (%d)".formatted(names.size()) : "");
    }

    private static String symbol(ActivityState state) {
        return switch (state) {
            case SUCCEEDED -> "✓";
            case FAILED -> "✗";
            case RUNNING, DISPATCHED -> "●";
            case BACKING_OFF -> "↻";
            case WAITING, READY -> "○";
            case CANCELLED, SKIPPED -> "–";
        };
    }

    /** The same for programs: names by level. */
    JsonNode json() {
        var root = JsonNodeFactory.instance.objectNode();
        var all = root.putArray("levels");
        for (var level : levels.byLevel()) {
            level.forEach(all.addArray()::add);
        }
        return root;
    }
}
