package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a token. */
@Command(name = "create", description = "Make a token and print it; it is never told again.")
final class TokenCreateCommand extends ServerCommand {

    /** What whoever asks with it may do. */
    enum Role {
        VIEWER,
        SUBMITTER,
        OPERATOR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "SUBJECT", description = "Whoever is to ask with it; owns the runs that it submits.")
    String subject = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "submitter",
            description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    Role role = Role.SUBMITTER;

    @Option(names = "--days", paramLabel = "N", description = "How long it is good; default is the server's, 90.")
    @Nullable
    Integer days;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    @Nullable
    String description;

    TokenCreateCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        if (days != null && days < 1) {
            throw wrongUse("Expected --days to be at least 1, but it is %d.".formatted(days));
        }
        return switch (server.post("api/v1/tokens", "application/json", wish().getBytes(UTF_8))) {
            case Reply.Done done -> print(done.body());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private String wish() {
        var wish = JsonNodeFactory.instance.objectNode();
        wish.put("subject", subject).put("role", role.toString());
        if (description != null) {
            wish.put("description", description);
        }
        if (days != null) {
            var end = Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
            wish.put("expiresAt", end.toString());
        }
        return wish.toString();
    }

    /** The token alone goes to the standard output, so that a script can take it. */
    private int print(JsonNode token) {
        if (output == Format.JSON) {
            console.out().println(Json.pretty(token));
            return ExitCode.SUCCESS;
        }
        console.out().println(token.path("token").asText());
        console.err()
                .println("token %s of %s (%s), good until %s"
                        .formatted(
                                token.path("id").asText(),
                                Plain.line(token.path("subject").asText()),
                                token.path("role").asText().toLowerCase(Locale.ROOT),
                                token.path("expiresAt").asText()));
        return ExitCode.SUCCESS;
    }
}
