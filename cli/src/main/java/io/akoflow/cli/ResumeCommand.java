package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run that failed or was cancelled. */
@Command(
        name = "resume",
        description = {
            "Run again what did not succeed, on the same disks.",
            "With an edited file, what it changed and all that depends on that run again as well."
        })
final class ResumeCommand extends ServerCommand {

    @Parameters(paramLabel = "RUN", description = "A unique beginning of a run's id, or 'last'.")
    String run = "";

    @Option(names = "--file", paramLabel = "FILE", description = "An edited workflow file; - reads standard input.")
    @Nullable
    Path file;

    @Option(names = "--dry-run", description = "Say what would run and why, and do nothing.")
    boolean dryRun;

    @Option(
            names = {"--wait", "-w"},
            description = "Show progress until the run is over; exit with 0 only if it succeeded.")
    boolean wait;

    ResumeCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        if (dryRun && wait) {
            throw wrongUse("Expected --dry-run or --wait, but there are both.");
        }
        byte[] body = file == null ? new byte[0] : WorkflowFile.read(file, spec);
        return switch (new RunReference(this, server).find(run)) {
            case RunReference.Found.One one -> resume(server, one.id(), body);
            case RunReference.Found.Not not -> not.exitCode();
        };
    }

    private int resume(Server server, String id, byte[] body) {
        var path = "api/v1/runs/%s/resume%s".formatted(Server.encoded(id), dryRun ? "?dryRun=true" : "");
        return switch (server.post(path, WorkflowFile.contentType(file), body)) {
            case Reply.Done done -> dryRun ? preview(done.body()) : accepted(server, id, done.body());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private int accepted(Server server, String id, JsonNode answer) {
        if (!wait) {
            console.out().println(output == Format.JSON ? Json.pretty(answer) : id);
            return ExitCode.SUCCESS;
        }
        return new Waiting(this, server, id).untilOverAfter(answer.path("seq").asLong(), Waiting.Shown.PROGRESS);
    }

    private int preview(JsonNode answer) {
        if (output == Format.JSON) {
            console.out().println(Json.pretty(answer));
            return ExitCode.SUCCESS;
        }
        var again = answer.path("activities");
        var table = new TextTable("ACTIVITY", "WHY");
        again.forEach(one ->
                table.add(RunText.name(one), Plain.line(one.path("because").asText())));
        if (!again.isEmpty()) {
            table.lines(console.width()).forEach(console.out()::println);
        }
        console.out()
                .println("%d would run, and %d keep their results."
                        .formatted(again.size(), answer.path("kept").asInt()));
        return ExitCode.SUCCESS;
    }
}
