package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what services could not read, and sends it again. */
@Command(
        name = "dead-letters",
        description = "Show records that a service could not read, newest first; for operators.")
final class DeadLettersCommand extends ServerCommand {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many; default ${DEFAULT-VALUE}.")
    int limit = 20;

    @Option(names = "--cursor", paramLabel = "TEXT", description = "Where the list before this one ended.")
    @Nullable
    String cursor;

    DeadLettersCommand(Console console) {
        super(console);
    }

    static CommandLine with(Console console) {
        return new CommandLine(new DeadLettersCommand(console)).addSubcommand(new DeadLetterReplayCommand(console));
    }

    @Override
    int ask(Server server) {
        if (limit < 1 || limit > 100) {
            throw wrongUse("Expected --limit to be from 1 to 100, but it is %d.".formatted(limit));
        }
        var from = cursor == null ? "" : "&cursor=" + Server.encoded(cursor);
        return switch (server.get("api/v1/dead-letters?limit=%d%s".formatted(limit, from))) {
            case Reply.Done done -> print(done.body());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private int print(JsonNode page) {
        if (output == Format.JSON) {
            console.out().println(Json.pretty(page));
            return ExitCode.SUCCESS;
        }
        page.path("items").forEach(this::printLetter);
        var next = text(page, "next", "");
        if (!next.isEmpty()) {
            console.err().println("There are more: --cursor " + Plain.line(next));
        }
        return ExitCode.SUCCESS;
    }

    private void printLetter(JsonNode letter) {
        line(
                "",
                "%s  %s  %s/%s/%s  read by %s"
                        .formatted(
                                letter.path("id").asText(),
                                RunText.time(letter, "at"),
                                text(letter, "topic", "?"),
                                text(letter, "partition", "?"),
                                text(letter, "offset", "?"),
                                text(letter, "reader", "?")));
        line("    ", text(letter, "error", "It does not say what is wrong with it."));
        line("    | ", text(letter, "value", ""));
    }

    private void line(String indent, String text) {
        console.out().println(indent + Plain.line(text));
    }
}
