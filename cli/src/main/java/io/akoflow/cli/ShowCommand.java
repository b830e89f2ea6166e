package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one run with its activities: how each went, and why one failed. */
@Command(name = "show", description = "Show a run and its activities; say why one failed and what to do.")
final class ShowCommand extends ServerCommand {

    private static final int MOST_NAMED = 5;

    @Parameters(paramLabel = "RUN", description = "A unique beginning of a run's id, or 'last'.")
    String run = "";

    ShowCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        return switch (new RunReference(this, server).find(run)) {
            case RunReference.Found.One one -> show(server, one.id());
            case RunReference.Found.Not not -> not.exitCode();
        };
    }

    private int show(Server server, String id) {
        return switch (server.get("api/v1/runs/" + Server.encoded(id))) {
            case Reply.Done done -> show(server, id, done.body());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private int show(Server server, String id, JsonNode found) {
        var activities = new ArrayNode(JsonNodeFactory.instance);
        return switch (new Activities(server, id).all(activities::add)) {
            case Reply.Done _ -> {
                if (output == Format.JSON) {
                    var whole = (ObjectNode) found.deepCopy();
                    whole.set("activities", activities);
                    console.out().println(Json.pretty(whole));
                } else {
                    print(found, activities);
                }
                yield ExitCode.SUCCESS;
            }
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private void print(JsonNode found, ArrayNode activities) {
        var out = console.out();
        out.println("run        " + found.path("id").asText() + " (number "
                + found.path("number").asText() + ")");
        out.println("workflow   " + RunText.name(found));
        out.println("state      " + RunText.state(found));
        line("message", RunText.plain(text(found, "message", "")));
        line("submitted", RunText.time(found, "submittedAt"));
        line("started", RunText.time(found, "startedAt"));
        line("ended", RunText.time(found, "endedAt"));
        line("took", RunText.took(found));
        new LocalFiles(console).of(found.path("id").asText()).forEach(folder -> line("files", folder.toString()));
        out.println();
        var table = new TextTable("ACTIVITY", "STATE", "ATTEMPT", "TIME", "NODE");
        for (var activity : activities) {
            table.add(
                    RunText.name(activity),
                    RunText.state(activity),
                    activity.path("attempt").asText(),
                    RunText.took(activity),
                    text(activity.path("pod"), "node", ""));
        }
        table.lines(console.terminal() ? console.width() : Integer.MAX_VALUE).forEach(out::println);
        for (var activity : activities) {
            remarks(activity);
        }
        skipped(activities);
    }

    /** Together, since a failure may be the cause of thousands. */
    private void skipped(ArrayNode activities) {
        var byCause = new LinkedHashMap<String, List<String>>();
        for (var activity : activities) {
            var cause = text(activity, "waitingFor", "");
            if (activity.path("state").asText().equals("SKIPPED") && !cause.isEmpty()) {
                byCause.computeIfAbsent(cause, _ -> new ArrayList<>()).add(RunText.name(activity));
            }
        }
        byCause.forEach((cause, names) -> {
            var first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
            console.out().println();
            console.out()
                    .println("%s Not run because of this: %s%s"
                            .formatted(
                                    RunText.plain(cause),
                                    first,
                                    names.size() > MOST_NAMED ? ", … (%d)".formatted(names.size()) : ""));
        });
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            console.out().println("%-10s %s".formatted(label, value));
        }
    }

    private void remarks(JsonNode activity) {
        var remarks = RunText.remarks(activity);
        if (!remarks.isEmpty()) {
            console.out().println();
            console.out().println(RunText.name(activity) + RunText.kindOfFailure(activity) + ":");
            remarks.forEach(remark -> console.out().println("  " + remark));
        }
    }
}
