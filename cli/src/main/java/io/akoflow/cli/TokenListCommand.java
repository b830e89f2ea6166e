package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Lists tokens, without themselves. */
@Command(name = "list", description = "List tokens, newest first; not the tokens themselves.")
final class TokenListCommand extends ServerCommand {

    TokenListCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        return switch (server.get("api/v1/tokens")) {
            case Reply.Done done -> print(done.body());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private int print(JsonNode page) {
        if (output == Format.JSON) {
            console.out().println(Json.pretty(page));
            return ExitCode.SUCCESS;
        }
        var table = new TextTable("TOKEN", "SUBJECT", "ROLE", "GOOD UNTIL", "REVOKED", "DESCRIPTION");
        for (var token : page.path("items")) {
            table.add(
                    token.path("id").asText(),
                    TextWidth.cut(Plain.line(token.path("subject").asText()), 40),
                    token.path("role").asText().toLowerCase(Locale.ROOT),
                    token.path("expiresAt").asText(),
                    text(token, "revokedAt", ""),
                    Plain.line(token.path("description").asText()));
        }
        var wide = console.width();
        table.lines(wide).forEach(console.out()::println);
        return ExitCode.SUCCESS;
    }
}
