package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(name = "list", description = "List runs, newest first.")
final class ListCommand extends ServerCommand {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only runs in this state, such as running or failed.")
    @Nullable
    String state;

    @Option(names = "--name", paramLabel = "TEXT", description = "Only runs of workflows with this name.")
    @Nullable
    String name;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many; default ${DEFAULT-VALUE}.")
    int limit = 20;

    ListCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        if (limit < 1 || limit > 500) {
            throw wrongUse("Expected --limit to be from 1 to 500, but it is %d.".formatted(limit));
        }
        var path = "api/v1/runs?limit=%d%s%s".formatted(limit, query("state", state), query("name", name));
        return switch (server.get(path)) {
            case Reply.Done done -> print(done.body());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private static String query(String key, @Nullable String value) {
        return value == null ? "" : "&" + key + "=" + Server.encoded(value);
    }

    private int print(JsonNode page) {
        if (output == Format.JSON) {
            console.out().println(Json.pretty(page));
            return ExitCode.SUCCESS;
        }
        var table = new TextTable("RUN", "NUMBER", "NAME", "STATE", "SUBMITTED", "TIME");
        for (var run : page.path("items")) {
            table.add(
                    run.path("id").asText(),
                    run.path("number").asText(),
                    TextWidth.cut(RunText.name(run), 40),
                    RunText.state(run),
                    RunText.time(run, "submittedAt"),
                    RunText.took(run));
        }
        var wide = console.width();
        table.lines(wide).forEach(console.out()::println);
        return ExitCode.SUCCESS;
    }
}
