package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run's events as the server sends them (the event stream format of the HTML standard, section 9.2), from the first
 * to the last: after a broken connection it goes on where it was.
 */
final class RunEvents {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Server server;
    private final String run;
    private final long after;
    private @Nullable String lastId;
    private Instant heard = Instant.now();

    /**
     * What happened.
     *
     * @param name {@code run} or {@code activity}
     */
    record Event(String name, JsonNode data) {}

    /** From the beginning of the run. */
    RunEvents(Server server, String run) {
        this(server, run, -1);
    }

    /** What happens after a fact; an end that is not later is not the one that is meant. */
    RunEvents(Server server, String run, long after) {
        this.server = server;
        this.run = run;
        this.after = after;
        this.lastId = after < 0 ? null : String.valueOf(after);
    }

    /** Whether something happened to it later than what this began with. */
    boolean isNews(JsonNode told) {
        return told.path("seq").asLong() > after;
    }

    /**
     * Hands over events until the run is over.
     *
     * @return the run as it ended
     * @throws IOException when the server refuses, or has been away for five minutes
     */
    JsonNode untilOver(Consumer<Event> listener) throws IOException, InterruptedException {
        while (true) {
            try {
                var end = read(listener);
                if (end != null) {
                    return end;
                }
            } catch (Server.RefusedException e) {
                if (e.status() < 500 || tooLong()) {
                    throw e;
                }
            } catch (IOException e) {
                if (tooLong()) {
                    throw e;
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean tooLong() {
        return Duration.between(heard, Instant.now()).compareTo(PATIENCE) > 0;
    }

    private @Nullable JsonNode read(Consumer<Event> listener) throws IOException {
        var path = "api/v1/runs/%s/events".formatted(Server.encoded(run));
        try (var body = server.open(path, "text/event-stream", lastId);
                var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            var name = "message";
            var data = new StringBuilder();
            var id = lastId;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    var event = new Event(name, Json.parse(data.toString()));
                    heard = Instant.now();
                    lastId = id;
                    data.setLength(0);
                    listener.accept(event);
                    if (event.name().equals("run") && isNews(event.data()) && RunText.isOver(event.data())) {
                        return event.data();
                    }
                }
            }
        }
        return null;
    }
}
