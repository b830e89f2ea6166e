package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A run as a table that fits a window: each activity with a bar of when it ran, or, when there are too many, each type
 * with a bar of how much is done, and what failed or is under way. It decides nothing about time and terminals.
 */
final class LiveTable {

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 8;
    private static final int HEAD = 3; // the run, its bar, the headings
    private static final int MOST_FAILED = 5;

    private final Colours colours;
    private final Map<String, Seen> activities = new LinkedHashMap<>();
    private JsonNode run = JsonNodeFactory.instance.objectNode();

    LiveTable(Colours colours) {
        this.colours = colours;
    }

    void run(JsonNode now) {
        run = now;
    }

    void activity(JsonNode now) {
        activities.put(now.path("name").asText(), Seen.of(now));
    }

    Collection<Seen> activities() {
        return activities.values();
    }

    /** What fits a window, in the state of now. */
    List<String> lines(Window.Size size, Instant now) {
        int width = size.columns() - 1;
        int room = size.rows() - 1 - HEAD;
        var lines = new ArrayList<String>();
        lines.add(head(width, now));
        lines.add(whole(width));
        if (activities.size() <= room) {
            lines.addAll(each(width, room - activities.size(), now));
        } else {
            lines.addAll(byType(width, room, now));
        }
        return lines;
    }

    private String head(int width, Instant now) {
        var state = RunText.state(run);
        var took = RunText.took(RunText.instant(run, "startedAt"), RunText.instant(run, "endedAt"), now);
        var rest = ("  " + state + "  " + took).stripTrailing();
        return TextWidth.cut(RunText.name(run), Math.max(1, width - rest.length()))
                + colours.byState(state, TextWidth.cut(rest, width - 1));
    }

    private String whole(int width) {
        var tally = ActivityGroups.Tally.of(activities.values());
        int bar = Math.min(LONGEST_BAR, width / 3);
        return colours.byState(tally.looksLike(), Bar.progress(tally.over(), tally.all(), bar))
                + TextWidth.cut("  " + tally.text(), width - (tally.all() == 0 ? 0 : bar));
    }

    private List<String> each(int width, int roomForRemarks, Instant now) {
        var span = span(now);
        int longest = Math.min(LONGEST_NAME, Math.max(SHORTEST_BAR, width / 3));
        int name = activities.values().stream()
                .mapToInt(a -> Math.min(longest, TextWidth.of(a.name())))
                .max()
                .orElse(0);
        int bar = width - Math.max(name, "ACTIVITY".length()) - 2 - "backing off".length() - 2 - 7 - 2;
        var table = new TextTable("ACTIVITY", "STATE", "TIME").painted(1, 3);
        for (var a : activities.values()) {
            var end = a.endedAt() == null ? now : a.endedAt();
            table.add(
                    text -> colours.byState(a.stateText(), text),
                    TextWidth.cut(a.name(), longest),
                    a.stateText(),
                    a.took(now),
                    bar < SHORTEST_BAR ? "" : Bar.time(a.startedAt(), end, span, bar));
        }
        return withRemarks(table.lines(width), width, roomForRemarks);
    }

    /** The first remark of those that have one is under their row, as long as there is room. */
    private List<String> withRemarks(List<String> rows, int width, int room) {
        var lines = new ArrayList<String>();
        lines.add(rows.getFirst());
        int left = room;
        int row = 1;
        for (var a : activities.values()) {
            lines.add(rows.get(row++));
            if (!a.remarks().isEmpty() && left-- > 0) {
                lines.add(remark(a, width));
            }
        }
        return lines;
    }

    private String remark(Seen activity, int width) {
        return colours.faint(TextWidth.cut("  └ " + activity.remarks().getFirst(), width));
    }

    private Bar.Span span(Instant now) {
        var from = activities.values().stream()
                .map(Seen::startedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(now);
        var ended = RunText.instant(run, "endedAt");
        return new Bar.Span(from, ended == null ? now : ended);
    }

    private List<String> byType(int width, int room, Instant now) {
        var failed = activities.values().stream().filter(Seen::hasFailed).toList();
        var underWay = activities.values().stream().filter(Seen::isUnderWay).toList();
        int most =
                Math.max(1, room - 2 * Math.min(failed.size(), MOST_FAILED) - Math.min(underWay.size(), room / 3) - 2);
        var lines = new ArrayList<>(GroupTable.lines(activities.values(), colours, width, most));
        addAll(lines, failed, room - Math.min(underWay.size() + 1, room / 3), width, now);
        addAll(lines, underWay, room, width, now);
        return lines.subList(0, Math.min(lines.size(), room + 1));
    }

    /** As many as there is room for, and how many more there are. */
    private void addAll(List<String> lines, List<Seen> some, int room, int width, Instant now) {
        int shown = 0;
        for (var activity : some) {
            var told = told(activity, width, now);
            if (lines.size() + told.size() > room || (activity.hasFailed() && shown == MOST_FAILED)) {
                break;
            }
            lines.addAll(told);
            shown++;
        }
        if (shown < some.size()) {
            var what = some.getFirst().hasFailed() ? "failed" : "under way";
            lines.add(TextWidth.cut("… and %d more %s".formatted(some.size() - shown, what), width));
        }
    }

    private List<String> told(Seen activity, int width, Instant now) {
        var attempt = activity.attempt() > 1 ? " (attempt %d)".formatted(activity.attempt()) : "";
        var how = "%s%s  %s"
                .formatted(activity.stateText(), attempt, activity.took(now))
                .stripTrailing();
        var row = colours.byState(activity.stateText(), TextWidth.cut(how, width / 2)) + "  "
                + TextWidth.cut(activity.name(), width - Math.min(width / 2, how.length()) - 2);
        return activity.hasFailed() && !activity.remarks().isEmpty()
                ? List.of(row, remark(activity, width))
                : List.of(row);
    }
}
