package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Prints what all activities of a run print, each line behind the name of its activity. */
final class LogFollower {

    /** Each is a connection; a log that has to wait for one is printed from its beginning. */
    static final int MOST_AT_ONCE = 32;

    private final Console console;
    private final Server server;
    private final String run;
    private final LogPrinter printer;
    private final Semaphore connections = new Semaphore(MOST_AT_ONCE, true);
    private final AtomicBoolean saidThatSomeWait = new AtomicBoolean();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    LogFollower(ServerCommand command, Server server, String run) {
        this.console = command.console;
        this.server = server;
        this.run = run;
        this.printer = new LogPrinter(console, command.output);
    }

    static boolean hasStarted(JsonNode activity) {
        return !ServerCommand.text(activity, "startedAt", "").isEmpty();
    }

    /**
     * Prints every attempt's log while it grows, until the run is over and all is printed.
     *
     * @param wanted which of the activities that have started
     * @return the run as it ended
     */
    JsonNode untilOver(RunEvents events, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        try (var followers = Executors.newVirtualThreadPerTaskExecutor()) {
            var end = events.untilOver(event -> {
                if (event.name().equals("activity")) {
                    follow(followers, event.data(), wanted);
                }
            });
            new Activities(server, run).all(activity -> follow(followers, activity, wanted));
            return end;
        }
    }

    private void follow(ExecutorService followers, JsonNode activity, Predicate<JsonNode> wanted) {
        var name = activity.path("name").asText();
        int attempt = activity.path("attempt").asInt();
        if (hasStarted(activity) && wanted.test(activity) && seen.add(attempt + "/" + name)) {
            followers.execute(() -> printInTurn(name, path(name, attempt)));
        }
    }

    /** How many logs wait for a connection. */
    int waiting() {
        return connections.getQueueLength();
    }

    private String path(String name, int attempt) {
        return "api/v1/runs/%s/activities/%s/log?follow=true&attempt=%d"
                .formatted(Server.encoded(run), Server.encoded(name), attempt);
    }

    private void printInTurn(String name, String path) {
        if (!connections.tryAcquire()) {
            if (saidThatSomeWait.compareAndSet(false, true)) {
                console.err()
                        .println("Following %d logs at once; others are printed when one of these ends."
                                .formatted(MOST_AT_ONCE));
            }
            connections.acquireUninterruptibly();
        }
        try {
            print(name, path);
        } finally {
            connections.release();
        }
    }

    /** Prints the log that is there. */
    void print(String name, String path) {
        try (var log = server.open(path, "text/plain", null)) {
            LogLines.each(log, line -> printer.line(name, line));
        } catch (IOException e) {
            console.complain("Expected the log of activity '%s', but %s.".formatted(name, e.getMessage()));
        }
    }
}
