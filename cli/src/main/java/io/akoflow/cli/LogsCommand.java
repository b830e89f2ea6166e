package io.akoflow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what activities printed. */
@Command(name = "logs", description = "Print what a run's activities printed, or one of them.")
final class LogsCommand extends ServerCommand {

    @Parameters(index = "0", paramLabel = "RUN", description = "A unique beginning of a run's id, or 'last'.")
    String run = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ACTIVITY", description = "Its name; all when left out.")
    @Nullable
    String activity;

    @Option(
            names = {"--follow", "-f"},
            description = "Go on while it runs.")
    boolean follow;

    @Option(names = "--attempt", paramLabel = "N", description = "Of this attempt; the last one when left out.")
    @Nullable
    Integer attempt;

    LogsCommand(Console console) {
        super(console);
    }

    @Override
    int ask(Server server) {
        return switch (new RunReference(this, server).find(run)) {
            case RunReference.Found.One one ->
                activity == null ? all(server, one.id()) : one(server, one.id(), activity);
            case RunReference.Found.Not not -> not.exitCode();
        };
    }

    private int one(Server server, String id, String name) {
        try (var log = server.open(path(id, name), "text/plain", null)) {
            print(log, name);
            return ExitCode.SUCCESS;
        } catch (Server.RefusedException e) {
            console.complain("Expected a log of activity '%s' of run %s, but there is none (%s). See 'akoflow show %s'."
                    .formatted(name, id, e.getMessage(), id));
            return e.status() < 500 ? ExitCode.WRONG_USE : ExitCode.NO_SERVER;
        } catch (IOException e) {
            return explain(server, new Reply.Unreachable(String.valueOf(e.getMessage())));
        }
    }

    /** Byte for byte, unless somebody looks at it: what a terminal would obey comes from anybody. */
    private void print(InputStream log, String name) throws IOException {
        var printer = new LogPrinter(console, output);
        if (output == Format.JSON) {
            LogLines.each(log, line -> printer.line(name, line));
        } else if (console.obeysNothing()) {
            log.transferTo(console.out());
            console.out().flush();
        } else {
            LogLines.each(log, line -> console.out().println(printer.shown(line)));
        }
    }

    private String path(String id, String name) {
        var query = new ArrayList<String>();
        if (follow) {
            query.add("follow=true");
        }
        if (attempt != null) {
            query.add("attempt=" + attempt);
        }
        return "api/v1/runs/%s/activities/%s/log%s"
                .formatted(
                        Server.encoded(id), Server.encoded(name), query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private int all(Server server, String id) {
        if (!follow) {
            return printAll(server, id);
        }
        return switch (server.get("api/v1/runs/" + Server.encoded(id))) {
            case Reply.Done(var found) ->
                RunText.isOver(found)
                        ? printAll(server, id)
                        : followAll(server, id, found.path("seq").asLong());
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    private int printAll(Server server, String id) {
        List<String> names = new ArrayList<>();
        var reply = new Activities(server, id).all(a -> {
            if (LogFollower.hasStarted(a)) {
                names.add(a.path("name").asText());
            }
        });
        return switch (reply) {
            case Reply.Done _ -> {
                var log = new LogFollower(this, server, id);
                names.forEach(name -> log.print(name, path(id, name)));
                yield log.exitCode();
            }
            case Reply.Refused refused -> explain(server, refused);
            case Reply.Unreachable unreachable -> explain(server, unreachable);
        };
    }

    /** What runs now and what starts later; what ended before is not what somebody who follows waits for. */
    private int followAll(Server server, String id, long now) {
        try {
            var log = new LogFollower(this, server, id);
            log.untilOver(
                    new RunEvents(server, id),
                    activity -> !RunText.isActivityOver(activity)
                            || activity.path("seq").asLong() > now);
            return log.exitCode();
        } catch (IOException e) {
            return explain(server, new Reply.Unreachable(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.NO_SERVER;
        }
    }
}
