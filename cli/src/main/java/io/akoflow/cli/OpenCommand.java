package io.akoflow.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the page of a run. */
@Command(name = "open", description = "Open a run's page in the browser; print its URL where there is none.")
final class OpenCommand extends ServerCommand {

    @Parameters(paramLabel = "RUN", description = "A unique beginning of a run's id, or 'last'.")
    String run = "";

    @Option(names = "--print", description = "Print the URL, which has the token in it, and open nothing.")
    boolean print;

    OpenCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        return switch (new RunReference(this, server).find(run)) {
            case RunReference.Found.One one -> open(server, one.id());
            case RunReference.Found.Not not -> not.exitCode();
        };
    }

    private int open(Server server, String id) {
        var page = server.page("runs/" + Server.encoded(id));
        if (output == Format.JSON) {
            console.out()
                    .println(Json.pretty(JsonNodeFactory.instance.objectNode().put("url", page.toString())));
        } else if (print || !new Browser(console.env()).open(page)) {
            console.out().println(page);
        }
        return ExitCode.SUCCESS;
    }
}
