package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.Problem;
import io.akoflow.engine.draft.Importing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits a workflow file, and waits for its run when asked to. */
@Command(name = "run", description = "Submit a workflow file, or one of another system; print the run's id.")
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

    @Mixin
    ImportWishes wishes = new ImportWishes();

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
        return switch (wishes.imported(named, body, commandLine())) {
            case ImportWishes.Own() -> submit(server, WorkflowFile.contentType(named), body);
            case ImportWishes.Foreign(Importing.Imported imported) -> {
                tell(named, imported.notes());
                yield submit(server, "application/yaml", imported.file().getBytes(StandardCharsets.UTF_8));
            }
            case ImportWishes.Foreign(Importing.Refused(var problems)) -> {
                tell(named, problems);
                yield ExitCode.WRONG_USE;
            }
        };
    }

    private void tell(@Nullable Path named, List<Problem> problems) {
        problems.forEach(it -> console.err().println(named + ":" + ProblemText.of(it)));
    }

    private int submit(Server server, String contentType, byte[] body) {
        return switch (server.post("api/v1/runs", contentType, body)) {
            case Reply.Done done -> accepted(server, done.body());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
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
        return new Waiting(this, server, run.path("id").asText())
                .untilOver(follow ? Waiting.Shown.LOGS : Waiting.Shown.PROGRESS);
    }
}
