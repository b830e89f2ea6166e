package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a run as it goes: a line for each change on a pipe; on a terminal a table that is drawn anew, of what is under
 * way or went wrong.
 */
final class Progress {

    private static final int MOST_ROWS = 15;
    private static final Duration SHORTEST_FRAME = Duration.ofMillis(100);
    private static final List<String> STATES = List.of(
            "SUCCEEDED", "RUNNING", "DISPATCHED", "READY", "BACKING_OFF", "WAITING", "FAILED", "CANCELLED", "SKIPPED");

    private final Console console;
    private final Map<String, JsonNode> activities = new LinkedHashMap<>();
    private final Map<String, String> shown = new HashMap<>();
    private int drawn;
    private long drawnAt = System.nanoTime();

    Progress(Console console) {
        this.console = console;
    }

    /** Shows what is new in an event. */
    void accept(RunEvents.Event event) {
        if (!event.name().equals("activity")) {
            return;
        }
        catchUp(event.data());
    }

    /** Shows what is new about an activity. */
    void catchUp(JsonNode activity) {
        activities.put(activity.path("name").asText(), activity);
        if (!console.terminal()) {
            print(activity);
        } else if (System.nanoTime() - drawnAt > SHORTEST_FRAME.toNanos()) {
            draw();
        }
    }

    /** Leaves the last state on the screen. */
    void finish(JsonNode run) {
        if (console.terminal()) {
            draw();
        }
        end(run);
    }

    /** Says how the run ended. */
    void end(JsonNode run) {
        console.out()
                .println("run %s %s%s"
                        .formatted(
                                run.path("id").asText(),
                                RunText.state(run),
                                suffix(RunText.plain(ServerCommand.text(run, "message", "")))));
    }

    private static String suffix(String message) {
        return message.isBlank() ? "" : ": " + message;
    }

    private void print(JsonNode activity) {
        var name = activity.path("name").asText();
        var state = activity.path("state").asText();
        var silent = state.equals("READY")
                && ServerCommand.text(activity, "waitingFor", "").isEmpty();
        if (silent || state.equals("WAITING")) {
            return;
        }
        var line = line(activity);
        var key = state + "/" + activity.path("attempt").asInt() + "/" + String.join("/", RunText.remarks(activity));
        if (!key.equals(shown.put(name, key))) {
            console.out().println(line);
            RunText.remarks(activity).forEach(remark -> console.out().println("    " + remark));
        }
    }

    private static String line(JsonNode activity) {
        int attempt = activity.path("attempt").asInt();
        var took = RunText.isActivityOver(activity) ? RunText.took(activity) : "";
        return "%s %s%s%s"
                .formatted(
                        RunText.name(activity),
                        RunText.state(activity),
                        attempt > 1 ? " (attempt %d)".formatted(attempt) : "",
                        took.isEmpty() ? "" : " after " + took);
    }

    private void draw() {
        var lines = new ArrayList<String>();
        lines.add(counts());
        var table = new TextTable("ACTIVITY", "STATE", "ATTEMPT", "TIME", "");
        var rows = activities.values().stream().filter(Progress::isOfInterest).toList();
        rows.stream()
                .limit(MOST_ROWS)
                .forEach(a -> table.add(
                        TextTable.cut(RunText.name(a), 40),
                        RunText.state(a),
                        a.path("attempt").asText(),
                        RunText.took(a),
                        String.join(" ", RunText.remarks(a))));
        lines.addAll(table.lines(console.width() - 1));
        if (rows.size() > MOST_ROWS) {
            lines.add("… and %d more".formatted(rows.size() - MOST_ROWS));
        }
        var text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append("A");
        }
        lines.forEach(
                line -> text.append(TextTable.cut(line, console.width() - 1)).append("\u001b[K\n"));
        text.append("\u001b[J");
        console.out().print(text);
        console.out().flush();
        drawn = lines.size();
        drawnAt = System.nanoTime();
    }

    private static boolean isOfInterest(JsonNode activity) {
        return switch (activity.path("state").asText()) {
            case "RUNNING", "DISPATCHED", "BACKING_OFF", "FAILED" -> true;
            case "READY" -> !ServerCommand.text(activity, "waitingFor", "").isEmpty();
            default -> false;
        };
    }

    private String counts() {
        var counts = new HashMap<String, Integer>();
        activities.values().forEach(a -> counts.merge(a.path("state").asText(), 1, Integer::sum));
        var parts = new ArrayList<String>();
        for (var state : STATES) {
            if (counts.containsKey(state)) {
                parts.add(counts.get(state) + " "
                        + state.toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
            }
        }
        return "%d activities: %s".formatted(activities.size(), String.join(", ", parts));
    }
}
