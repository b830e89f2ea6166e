package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Shows a run as it goes where nothing can be drawn anew: a line for each change. */
final class Progress {

    private final Console console;
    private final Map<String, String> shown = new HashMap<>();

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

    /** Says how the run ended. */
    static void end(Console console, JsonNode run) {
        console.out()
                .println("run %s %s%s"
                        .formatted(
                                run.path("id").asText(),
                                RunText.state(run),
                                suffix(Plain.line(ServerCommand.text(run, "message", "")))));
    }

    private static String suffix(String message) {
        return message.isBlank() ? "" : ": " + message;
    }

    /** Shows what is new about an activity. */
    void catchUp(JsonNode activity) {
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
}
