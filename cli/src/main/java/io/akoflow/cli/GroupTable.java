package io.akoflow.cli;

import io.akoflow.contract.ActivityState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Types of activities with how many there are and a bar of how much is done. */
final class GroupTable {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_BAR = 30;

    private GroupTable() {}

    /** A heading and at most so many types; where there are more, those that move or failed. */
    static List<String> lines(Collection<Seen> activities, Colours colours, int width, int most) {
        var groups = ActivityGroups.of(activities);
        var shown = groups.size() <= most ? List.copyOf(groups.entrySet()) : chosen(groups, most);
        int bar = Math.min(LONGEST_BAR, width / 4);
        var table = new TextTable("TYPE", "DONE", "", "RUNNING", "FAILED").painted(2);
        for (var group : shown) {
            var tally = group.getValue();
            table.add(
                    text -> colours.byState(tally.looksLike(), text),
                    TextWidth.cut(group.getKey(), Math.min(LONGEST_NAME, width / 3)),
                    tally.over() + "/" + tally.all(),
                    Bar.progress(tally.over(), tally.all(), bar),
                    number(tally.count(ActivityState.RUNNING)),
                    number(tally.count(ActivityState.FAILED)));
        }
        var lines = new ArrayList<>(table.lines(width));
        if (shown.size() < groups.size()) {
            lines.add(TextWidth.cut("… and %d more types".formatted(groups.size() - shown.size()), width));
        }
        return lines;
    }

    private static List<Map.Entry<String, ActivityGroups.Tally>> chosen(
            Map<String, ActivityGroups.Tally> groups, int most) {
        var chosen = new ArrayList<Map.Entry<String, ActivityGroups.Tally>>();
        groups.entrySet().stream()
                .filter(group -> group.getValue().isMoving() || group.getValue().count(ActivityState.FAILED) > 0)
                .limit(most)
                .forEach(chosen::add);
        groups.entrySet().stream()
                .filter(group -> !chosen.contains(group))
                .limit(most - chosen.size())
                .forEach(chosen::add);
        return chosen;
    }

    private static String number(int count) {
        return count == 0 ? "" : String.valueOf(count);
    }
}
