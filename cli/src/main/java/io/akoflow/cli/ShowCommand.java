package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one run with its activities: how each went, and why one failed. */
@Command(name = "show", description = "Show a run and its activities; say why one failed and what to do.")
final class ShowCommand extends ServerCommand {

    private static final int MOST_NAMED = 5;
    private static final int MOST_ROWS = 100;
    private static final int MOST_UNDER_WAY = 10;

    @Parameters(paramLabel = "RUN", description = "A unique beginning of a run's id, or 'last'.")
    String run = "";

    @Option(
            names = {"--watch", "-w", "--follow", "-f"},
            description = "Show it as it goes on, until it is over; exit with 0 only if it succeeded.")
    boolean watch;

    @Option(names = "--graph", description = "Draw its graph, level by level.")
    boolean graph;

    @Option(names = "--all", description = "List every activity, also when there are more than 100.")
    boolean all;

    ShowCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        if (watch && (graph || all)) {
            throw wrongUse("Expected --watch alone, but there is %s too.".formatted(graph ? "--graph" : "--all"));
        }
        return switch (new RunReference(this, server).find(run)) {
            case RunReference.Found.One one ->
                watch ? new Waiting(this, server, one.id()).untilOver(Waiting.Shown.PROGRESS) : show(server, one.id());
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
                if (graph) {
                    draw(found, activities);
                } else if (output == Format.JSON) {
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
        line("message", Plain.line(text(found, "message", "")));
        line("submitted", RunText.time(found, "submittedAt"));
        line("started", RunText.time(found, "startedAt"));
        line("ended", RunText.time(found, "endedAt"));
        line("took", RunText.took(found));
        new LocalFiles(console)
                .of(found.path("id").asText())
                .forEach(folder -> line("files", Plain.line(folder.toString())));
        out.println();
        var seen = new ArrayList<Seen>();
        activities.forEach(activity -> seen.add(Seen.of(activity)));
        if (all || activities.size() <= MOST_ROWS) {
            everyOne(activities);
        } else {
            byType(seen);
        }
        var id = found.path("id").asText();
        Failures.print(console, id, seen.stream().filter(Seen::hasFailed).toList(), all);
        waiting(seen);
        skipped(activities);
    }

    private void draw(JsonNode found, ArrayNode activities) {
        var text = new GraphText(activities, console.colours());
        if (output == Format.JSON) {
            console.out().println(Json.pretty(text.json()));
            return;
        }
        console.out()
                .println("%s  %s  %s"
                        .formatted(RunText.name(found), RunText.state(found), RunText.took(found))
                        .stripTrailing());
        text.lines(console.width()).forEach(console.out()::println);
    }

    private void everyOne(ArrayNode activities) {
        var table = new TextTable("ACTIVITY", "STATE", "ATTEMPT", "TIME", "NODE").painted(1);
        for (var activity : activities) {
            table.add(
                    text -> console.colours().byState(RunText.state(activity), text),
                    RunText.name(activity),
                    RunText.state(activity),
                    activity.path("attempt").asText(),
                    RunText.took(activity),
                    Plain.line(text(activity.path("pod"), "node", "")));
        }
        table.lines(console.width()).forEach(console.out()::println);
    }

    private void byType(List<Seen> activities) {
        int width = Math.min(console.width(), Window.Size.USUAL.columns());
        GroupTable.lines(activities, console.colours(), width, MOST_ROWS).forEach(console.out()::println);
        console.out().println();
        console.out().println(ActivityGroups.Tally.of(activities).text() + "; --all lists every one.");
    }

    /** What it waits for, of those that something else than their dependencies keeps waiting. */
    private void waiting(List<Seen> activities) {
        var some = activities.stream()
                .filter(activity -> !activity.hasFailed() && !activity.remarks().isEmpty())
                .toList();
        for (var activity : all ? some : some.subList(0, Math.min(MOST_UNDER_WAY, some.size()))) {
            console.out().println();
            console.out().println(activity.name() + activity.failure() + ":");
            activity.remarks().forEach(remark -> console.out().println("  " + remark));
        }
        if (!all && some.size() > MOST_UNDER_WAY) {
            console.out().println();
            console.out().println("… and %d more that wait.".formatted(some.size() - MOST_UNDER_WAY));
        }
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
                                    Plain.line(cause),
                                    first,
                                    names.size() > MOST_NAMED ? ", … (%d)".formatted(names.size()) : ""));
        });
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            console.out().println("%-10s %s".formatted(label, value));
        }
    }
}
