package io.akoflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sends a record again that a service could not read. */
@Command(name = "replay", description = "Send the record to its topic again, with its key and headers.")
final class DeadLetterReplayCommand extends ServerCommand {

    @Parameters(paramLabel = "LETTER", description = "Its id, as 'dead-letters' says it, such as 2-17.")
    String id = "";

    DeadLetterReplayCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        var path = "api/v1/dead-letters/%s/replay".formatted(Server.encoded(id));
        return switch (server.post(path, "text/plain", new byte[0])) {
            case Reply.Done _ -> ExitCode.SUCCESS;
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }
}
