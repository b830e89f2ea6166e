package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks a server. */
abstract class ServerCommand implements Callable<Integer> {

    /** How a command prints its result. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final Console console;

    @Mixin
    Connection connection = new Connection();

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to print: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    Format output = Format.TEXT;

    @Spec
    @Nullable
    CommandSpec spec;

    ServerCommand(Console console) {
        this.console = console;
    }

    /** Asks and prints; returns the exit code. */
    abstract int ask(Server server);

    @Override
    public Integer call() {
        return ask(connection.open(console, commandLine()));
    }

    final picocli.CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("Expected picocli to have set the command's spec, but it has not");
        }
        return spec.commandLine();
    }

    final ParameterException wrongUse(String message) {
        return new ParameterException(commandLine(), message);
    }

    /** What became of a file that was fetched, as an exit code. */
    final int fetched(Server server, FetchedFile.Ended ended) {
        return switch (ended) {
            case FetchedFile.Ended.Whole _ -> ExitCode.SUCCESS;
            case FetchedFile.Ended.NotWritten(var why) -> {
                console.complain("Expected to write the file, but %s.".formatted(why));
                yield ExitCode.WRONG_USE;
            }
            case FetchedFile.Ended.NotFetched(Reply.Refused refused) -> explain(server, refused);
            case FetchedFile.Ended.NotFetched(Reply.Unreachable unreachable) -> explain(server, unreachable);
            case FetchedFile.Ended.NotFetched(Reply.Done _) ->
                throw new IllegalStateException("Expected what was done to be whole, but it is not");
        };
    }

    /** Says why there is no result. */
    final int explain(Server server, Reply.Unreachable reply) {
        console.complain(
                "Expected a server at %s, but %s. Start one with 'akoflow up', or say where it is with --server."
                        .formatted(server.base(), reply.why()));
        return ExitCode.NO_SERVER;
    }

    /** Says why there is no result. */
    final int explain(Server server, Reply.Refused reply) {
        var detail = text(reply.problem(), "detail", text(reply.problem(), "title", "status " + reply.status()));
        if (reply.status() == 401) {
            console.complain(
                    "Expected the token of %s, but it was refused (%s). Set AKOFLOW_TOKEN, or AKOFLOW_HOME to the"
                                    .formatted(server.base(), detail)
                            + " folder where 'akoflow up' keeps its state.");
            return ExitCode.NO_SERVER;
        }
        for (var problem : reply.problem().path("problems")) {
            console.err().println(ProblemText.of(problem));
        }
        console.complain(detail);
        return reply.status() >= 500 || reply.status() == 403 ? ExitCode.NO_SERVER : ExitCode.WRONG_USE;
    }

    static String text(JsonNode node, String field, String otherwise) {
        var value = node.path(field);
        return value.isMissingNode() || value.isNull() ? otherwise : value.asText();
    }
}
