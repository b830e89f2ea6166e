package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a run. */
@Command(name = "cancel", description = "End a run: its pods are ended, and nothing more is started.")
final class CancelCommand extends ServerCommand {

    @Parameters(paramLabel = "RUN", description = "A unique beginning of a run's id, or 'last'.")
    String run = "";

    @Option(
            names = {"--wait", "-w"},
            description = "Wait until it is over; exit with 0 however it ended.")
    boolean wait;

    CancelCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        return switch (new RunReference(this, server).find(run)) {
            case RunReference.Found.One one -> cancel(server, one.id());
            case RunReference.Found.Not not -> not.exitCode();
        };
    }

    private int cancel(Server server, String id) {
        return switch (server.post("api/v1/runs/%s/cancel".formatted(Server.encoded(id)), "text/plain", new byte[0])) {
            case Reply.Done done -> accepted(server, id, done.body());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private int accepted(Server server, String id, JsonNode answer) {
        if (!wait) {
            console.out().println(output == Format.JSON ? Json.pretty(answer) : id);
            return ExitCode.SUCCESS;
        }
        long before = answer.path("seq").asLong() - 1; // it may be over already
        int code = new Waiting(this, server, id).untilOverAfter(before, Waiting.Shown.PROGRESS);
        return code == ExitCode.RUN_FAILED ? ExitCode.SUCCESS : code;
    }
}
