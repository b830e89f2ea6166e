package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits a workflow file, and waits for its run when asked to. */
@Command(name = "run", description = "Submit a workflow file; print the run's id.")
final class RunCommand extends ServerCommand {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A workflow file; - reads standard input.")
    @Nullable
    Path file;

    @Option(names = "--file", paramLabel = "FILE", description = "The same, as the original's client has it.")
    @Nullable
    Path fileOption;

    @Option(
            names = {"--wait", "-w"},
            description = "Show progress until the run is over; exit with 0 only if it succeeded.")
    boolean wait;

    @Option(
            names = {"--follow", "-f"},
            description = "Print what the activities print until the run is over; exit as with --wait.")
    boolean follow;

    RunCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        if ((file == null) == (fileOption == null)) {
            throw wrongUse(
                    "Expected one workflow file, but %s.".formatted(file == null ? "none is named" : "two are named"));
        }
        var named = file == null ? fileOption : file;
        var body = WorkflowFile.read(named, spec);
        return switch (server.post("api/v1/runs", contentType(String.valueOf(named)), body)) {
            case Reply.Done done -> accepted(server, done.body());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private static String contentType(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json") ? "application/json" : "application/yaml";
    }

    private int accepted(Server server, JsonNode run) {
        run.path("warnings").forEach(warning -> console.err().println(ProblemText.of(warning)));
        if (!wait && !follow) {
            console.out()
                    .println(
                            output == Format.JSON
                                    ? Json.pretty(run)
                                    : run.path("id").asText());
            return ExitCode.SUCCESS;
        }
        return untilOver(server, run.path("id").asText());
    }

    private int untilOver(Server server, String run) {
        try {
            var end = output == Format.JSON ? silently(server, run) : show(server, run);
            return RunText.hasSucceeded(end) ? ExitCode.SUCCESS : ExitCode.RUN_FAILED;
        } catch (IOException e) {
            console.complain(
                    "Expected %s to tell how run %s goes on, but %s. The run itself goes on; ask with 'akoflow show %s'."
                            .formatted(server.base(), run, e.getMessage(), run));
            return ExitCode.NO_SERVER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.NO_SERVER;
        }
    }

    private JsonNode silently(Server server, String run) throws IOException, InterruptedException {
        var end = new RunEvents(server, run).untilOver(_ -> {});
        console.out().println(Json.pretty(end));
        return end;
    }

    private JsonNode show(Server server, String run) throws IOException, InterruptedException {
        var progress = new Progress(console);
        console.out().println("run " + run);
        if (follow) {
            var end = new LogFollower(console, server, run).untilOver();
            progress.end(end);
            return end;
        }
        var end = new RunEvents(server, run).untilOver(progress::accept);
        new Activities(server, run).all(progress::catchUp);
        progress.finish(end);
        return end;
    }
}
