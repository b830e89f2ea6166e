package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
    private final AtomicReference<StandardOutput.@Nullable NotWrittenException> notWritten = new AtomicReference<>();
    private final AtomicBoolean missedSome = new AtomicBoolean();
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
        JsonNode end;
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            var watching = tasks.submit(() -> events.untilOver(event -> {
                if (event.name().equals("activity")) {
                    follow(tasks, event.data(), wanted);
                }
            }));
            end = watching.get();
            new Activities(server, run).all(activity -> follow(tasks, activity, wanted));
        } catch (ExecutionException e) {
            checkWritten();
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException(e.getCause());
        }
        checkWritten();
        return end;
    }

    private void checkWritten() {
        var failure = notWritten.get();
        if (failure != null) {
            throw failure;
        }
    }

    private void follow(ExecutorService tasks, JsonNode activity, Predicate<JsonNode> wanted) {
        var name = activity.path("name").asText();
        int attempt = activity.path("attempt").asInt();
        if (hasStarted(activity) && wanted.test(activity) && seen.add(attempt + "/" + name)) {
            try {
                tasks.execute(() -> printOrStop(tasks, name, path(name, attempt)));
            } catch (RejectedExecutionException e) {
                checkWritten();
                throw e;
            }
        }
    }

    /** Of what was printed so far: whether some of it could not be read. */
    int exitCode() {
        return missedSome.get() ? ExitCode.NO_SERVER : ExitCode.SUCCESS;
    }

    /** How many logs wait for a connection. */
    int waiting() {
        return connections.getQueueLength();
    }

    private String path(String name, int attempt) {
        return "api/v1/runs/%s/activities/%s/log?follow=true&attempt=%d"
                .formatted(Server.encoded(run), Server.encoded(name), attempt);
    }

    /**
     * Where one can't print, none can, and nobody waits for the rest; a task is in a virtual thread, which can be
     * interrupted.
     */
    private void printOrStop(ExecutorService tasks, String name, String path) {
        try {
            printInTurn(name, path);
        } catch (StandardOutput.NotWrittenException e) {
            notWritten.compareAndSet(null, e);
            tasks.shutdownNow();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void printInTurn(String name, String path) throws InterruptedException {
        if (!connections.tryAcquire()) {
            if (saidThatSomeWait.compareAndSet(false, true)) {
                console.err()
                        .println("Following %d logs at once; others are printed when one of these ends."
                                .formatted(MOST_AT_ONCE));
            }
            connections.acquire();
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
            if (notWritten.get() != null) {
                return;
            }
            missedSome.set(true);
            console.complain("Expected the log of activity '%s', but %s.".formatted(name, e.getMessage()));
        }
    }
}
