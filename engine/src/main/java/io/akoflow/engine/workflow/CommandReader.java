package io.akoflow.engine.workflow;

import io.akoflow.contract.Command;
import io.akoflow.engine.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what an activity does: {@code run} or {@code command}; and {@code shell}, which has the same form. */
final class CommandReader {

    private static final Command NONE = new Command.Script("");

    private final Problems problems;

    CommandReader(Problems problems) {
        this.problems = problems;
    }

    Command read(Fields activity) {
        var run = activity.node("run");
        if (run.isPresent() && activity.has("command")) {
            problems.error(run.get(), "Expected either 'run' or 'command', but there are both");
            return NONE;
        }
        if (activity.has("command")) {
            return new Command.Program(words(activity, "command"));
        }
        if (run.isPresent()) {
            return activity.text("run").map(this::script).orElse(NONE);
        }
        if (activity.isMeant("run") || activity.isMeant("command")) {
            return NONE;
        }
        problems.error(activity.place(), "Expected 'run' or 'command' in an activity, but there is neither");
        return NONE;
    }

    /** A program with its arguments; empty when there is none. */
    List<String> words(Fields fields, String key) {
        var texts = fields.texts(key);
        if (texts.isEmpty()) {
            return List.of();
        }
        if (texts.get().isEmpty() || texts.get().getFirst().text().isBlank()) {
            problems.error(
                    fields.node(key).orElse(fields.place()),
                    "Expected '%s' to begin with a program, but it does not",
                    key);
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (var text : texts.get()) {
            int length = text.text().getBytes(StandardCharsets.UTF_8).length;
            Limits.fitsArgument(text, length, "each item of '" + key + "'", problems);
            words.add(text.text());
        }
        return words;
    }

    private Command script(Node.Scalar run) {
        if (run.text().isBlank()) {
            problems.error(run, "Expected 'run' to be a command, but it is empty");
        }
        int length = run.text().getBytes(StandardCharsets.UTF_8).length;
        if (length > Limits.RUN) {
            problems.error(run, "Expected 'run' to have at most 1 MiB, but it has %,d bytes", length);
        }
        return new Command.Script(run.text());
    }
}
