package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.concurrent.Executors;

/** Prints what all activities of a run print, each line behind the name of its activity. */
final class LogFollower {

    private final Console console;
    private final Server server;
    private final String run;

    LogFollower(Console console, Server server, String run) {
        this.console = console;
        this.server = server;
        this.run = run;
    }

    static boolean hasStarted(JsonNode activity) {
        return !ServerCommand.text(activity, "startedAt", "").isEmpty();
    }

    /**
     * Prints every attempt's log while it grows, until the run is over and all is printed.
     *
     * @return the run as it ended
     */
    JsonNode untilOver(RunEvents events) throws IOException, InterruptedException {
        var seen = new HashSet<String>();
        try (var followers = Executors.newVirtualThreadPerTaskExecutor()) {
            return events.untilOver(event -> {
                var activity = event.data();
                var name = activity.path("name").asText();
                int attempt = activity.path("attempt").asInt();
                if (event.name().equals("activity") && hasStarted(activity) && seen.add(attempt + "/" + name)) {
                    followers.execute(() -> print(name, path(name, attempt)));
                }
            });
        }
    }

    private String path(String name, int attempt) {
        return "api/v1/runs/%s/activities/%s/log?follow=true&attempt=%d"
                .formatted(Server.encoded(run), Server.encoded(name), attempt);
    }

    /** Prints the log that is there. */
    void print(String name, String path) {
        try (var log = server.open(path, "text/plain", null);
                var lines = new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                console.out().println(RunText.plain(name) + " | " + line);
            }
        } catch (IOException e) {
            console.complain("Expected the log of activity '%s', but %s.".formatted(name, e.getMessage()));
        }
    }
}
