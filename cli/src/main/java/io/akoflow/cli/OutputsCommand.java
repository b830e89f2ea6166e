package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the files that are on a run's disk, or fetches one. */
@Command(name = "outputs", description = "List the files that are on a run's disk, or fetch one of them.")
final class OutputsCommand extends ServerCommand {

    @Parameters(paramLabel = "RUN", description = "A unique beginning of a run's id, or 'last'.")
    String run = "";

    @Option(names = "--get", paramLabel = "PATH", description = "Fetch this file, to the standard output or --to.")
    @Nullable
    String path;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "Write it here, or into this folder; it is there when it is whole.")
    @Nullable
    Path to;

    @Option(
            names = "--activity",
            paramLabel = "NAME",
            description = "Whose disk; needed where each activity has its own (storage policy 'standalone').")
    @Nullable
    String activity;

    OutputsCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        if (to != null && path == null) {
            throw wrongUse("Expected --get with the path of a file beside --to, but it is not there.");
        }
        return switch (new RunReference(this, server).find(run)) {
            case RunReference.Found.One one -> path == null ? list(server, one.id()) : fetch(server, one.id(), path);
            case RunReference.Found.Not not -> not.exitCode();
        };
    }

    private int list(Server server, String id) {
        return switch (server.getLate(address(id, "", null))) {
            case Reply.Done done -> {
                print(done.body());
                yield ExitCode.SUCCESS;
            }
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private int fetch(Server server, String id, String wanted) {
        var target = to == null ? FetchedFile.to(console.out()) : FetchedFile.to(to, wanted);
        return fetched(server, target.fetch(server, address(id, "/content", wanted)));
    }

    private String address(String id, String what, @Nullable String wanted) {
        var query = new ArrayList<String>();
        if (wanted != null) {
            query.add("path=" + Server.encoded(wanted));
        }
        if (activity != null) {
            query.add("activity=" + Server.encoded(activity));
        }
        var asked = query.isEmpty() ? "" : "?" + String.join("&", query);
        return "api/v1/runs/%s/outputs%s%s".formatted(Server.encoded(id), what, asked);
    }

    private void print(JsonNode list) {
        if (output == Format.JSON) {
            console.out().println(Json.pretty(list));
            return;
        }
        var table = new TextTable("PATH", "BYTES", "MODIFIED");
        for (var file : list.path("items")) {
            table.add(
                    Plain.line(file.path("path").asText()),
                    file.path("bytes").asText(),
                    RunText.time(file, "modifiedAt"));
        }
        table.lines(console.width()).forEach(console.out()::println);
        if (list.path("truncated").asBoolean()) {
            console.err().println("There are more files; these are as many as are told at once.");
        }
        if (list.path("unreadable").asInt() > 0) {
            console.err().println("Folders that may not be looked into: " + list.path("unreadable"));
        }
    }
}
