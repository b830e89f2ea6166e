package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs and activities, as the server describes them, in words. */
final class RunText {

    private RunText() {}

    static boolean isOver(JsonNode run) {
        return RunState.valueOf(run.path("state").asText()).isOver();
    }

    static boolean hasSucceeded(JsonNode run) {
        return run.path("state").asText().equals(RunState.SUCCEEDED.name());
    }

    static boolean isActivityOver(JsonNode activity) {
        return ActivityState.valueOf(activity.path("state").asText()).isOver();
    }

    /** On one line, and without what a terminal would obey: a name may be any text, and comes from anybody. */
    static String name(JsonNode node) {
        return Plain.line(node.path("name").asText());
    }

    /** Such as {@code succeeded}, {@code backing off}. */
    static String state(JsonNode node) {
        return state(node.path("state").asText());
    }

    static String state(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** From its start to its end or now, such as {@code 3m 20s}; empty before the start. */
    static String took(JsonNode node) {
        return took(instant(node, "startedAt"), instant(node, "endedAt"), Instant.now());
    }

    static String took(@Nullable Instant from, @Nullable Instant to, Instant now) {
        return from == null ? "" : duration(Duration.between(from, to == null ? now : to));
    }

    static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "0s";
        }
        if (duration.toMinutes() == 0) {
            return duration.toSeconds() < 10
                    ? String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0)
                    : duration.toSeconds() + "s";
        }
        return duration.toHours() == 0
                ? "%dm %02ds".formatted(duration.toMinutes(), duration.toSecondsPart())
                : "%dh %02dm".formatted(duration.toHours(), duration.toMinutesPart());
    }

    /** A point in time in whole seconds, or empty. */
    static String time(JsonNode node, String field) {
        var instant = instant(node, field);
        return instant == null
                ? ""
                : instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    /** Such as {@code (USER, ExitCode)}; empty when it has not failed. */
    static String kindOfFailure(JsonNode activity) {
        var failure = activity.path("failure");
        return failure.isObject()
                ? Plain.line(" (%s, %s)"
                        .formatted(
                                failure.path("failureClass").asText(),
                                failure.path("kind").asText()))
                : "";
    }

    /** What a person should know of an activity beside its state: a failure with advice, or what it waits for. */
    static List<String> remarks(JsonNode activity) {
        var remarks = new ArrayList<String>();
        var failure = activity.path("failure");
        if (failure.isObject()) {
            remarks.add(ServerCommand.text(failure, "cause", ""));
            remarks.add(ServerCommand.text(failure, "advice", ""));
            ServerCommand.text(failure, "logTail", "")
                    .lines()
                    .map(line -> "| " + Plain.output(line, false))
                    .forEach(remarks::add);
        }
        if (!isActivityOver(activity)) {
            remarks.add(ServerCommand.text(activity, "waitingFor", ""));
        }
        remarks.removeIf(String::isBlank);
        remarks.replaceAll(Plain::line);
        return remarks;
    }

    static @Nullable Instant instant(JsonNode node, String field) {
        var text = node.path(field).asText("");
        return text.isEmpty() || text.equals("null") ? null : Instant.parse(text);
    }
}
