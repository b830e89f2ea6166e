package io.akoflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forgets a run. */
@Command(name = "delete", description = "Forget a run that is over, with its logs and its disks.")
final class DeleteCommand extends ServerCommand {

    @Parameters(paramLabel = "RUN", description = "A unique beginning of a run's id, or 'last'.")
    String run = "";

    DeleteCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        return switch (new RunReference(this, server).find(run)) {
            case RunReference.Found.One one -> delete(server, one.id());
            case RunReference.Found.Not not -> not.exitCode();
        };
    }

    private int delete(Server server, String id) {
        return switch (server.delete("api/v1/runs/" + Server.encoded(id))) {
            case Reply.Done _ -> ExitCode.SUCCESS;
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }
}
