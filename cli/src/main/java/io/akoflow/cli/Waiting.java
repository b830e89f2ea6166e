package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Consumer;

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
        console.out().println("run " + run);
        var end = switch (shown) {
            case LOGS -> new LogFollower(command, server, run).untilOver(events, _ -> true);
            case PROGRESS -> console.isDrawnOn() ? draw(events) : print(events);
        };
        Progress.end(console, end);
        return end;
    }

    private JsonNode print(RunEvents events) throws IOException, InterruptedException {
        var progress = new Progress(console);
        var end = events.untilOver(progress::accept);
        catchUp(events, progress::catchUp);
        return end;
    }

    private JsonNode draw(RunEvents events) throws IOException, InterruptedException {
        var live = new LiveProgress(console);
        JsonNode end;
        try (live) {
            live.start();
            end = events.untilOver(live::accept);
            catchUp(events, live::catchUp);
        }
        Failures.print(console, run, live.failed(), false);
        return end;
    }

    /** The end may be told before all that led to it, as when it was over before anybody asked. */
    private void catchUp(RunEvents events, Consumer<JsonNode> each) {
        new Activities(server, run).all(activity -> {
            if (events.isNews(activity)) {
                each.accept(activity);
            }
        });
    }
}
