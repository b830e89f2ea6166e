package io.akoflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a token back. */
@Command(name = "revoke", description = "Take a token back, at once and for good.")
final class TokenRevokeCommand extends ServerCommand {

    @Parameters(paramLabel = "TOKEN", description = "Its id, as 'token list' says it; not the token itself.")
    String id = "";

    TokenRevokeCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        if (id.startsWith("akf_")) {
            throw wrongUse("Expected the id of a token, but it is a token itself. See 'akoflow token list'.");
        }
        return switch (server.delete("api/v1/tokens/" + Server.encoded(id))) {
            case Reply.Done _ -> ExitCode.SUCCESS;
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }
}
