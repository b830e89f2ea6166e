package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Shows how a run goes on, until it is over. */
final class Waiting {

    private final ServerCommand command;
    private final Console console;
    private final Server server;
    private final String run;

    Waiting(ServerCommand command, Server server, String run) {
        this.command = command;
        this.console = command.console;
        this.server = server;
        this.run = run;
    }

    /** How what happens until then is shown. */
    enum Shown {
        PROGRESS,
        LOGS
    }

    /** From its beginning on; the exit code, which is 0 only if it succeeded. */
    int untilOver(Shown shown) {
        return untilOver(shown, new RunEvents(server, run));
    }

    /** From after a fact on, as an end before that is not meant; the exit code, which is 0 only if it succeeded. */
    int untilOverAfter(long seq, Shown shown) {
        return untilOver(shown, new RunEvents(server, run, seq));
    }

    private int untilOver(Shown shown, RunEvents events) {
        try {
            var end = command.output == ServerCommand.Format.JSON ? silently(events) : show(shown, events);
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

    private JsonNode silently(RunEvents events) throws IOException, InterruptedException {
        var end = events.untilOver(_ -> {});
        console.out().println(Json.pretty(end));
        return end;
    }

    private JsonNode show(Shown shown, RunEvents events) throws IOException, InterruptedException {
        var progress = new Progress(console);
        console.out().println("run " + run);
        return switch (shown) {
            case LOGS -> {
                var end = new LogFollower(console, server, run).untilOver(events);
                progress.end(end);
                yield end;
            }
            case PROGRESS -> {
                var end = events.untilOver(progress::accept);
                new Activities(server, run).all(activity -> {
                    if (events.isNews(activity)) {
                        progress.catchUp(activity);
                    }
                });
                progress.finish(end);
                yield end;
            }
        };
    }
}
