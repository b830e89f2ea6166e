package io.akoflow.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Listens to what happens in a run, as a browser does: a stream that breaks is asked for again after the last event.
 */
final class EventStream {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param id empty when it has none */
    record Event(String type, String id, JsonNode data) {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;
    private final String run;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private String lastId = "";

    EventStream(Machine machine, String run) {
        this.token = machine.parts().token();
        this.run = run;
    }

    /** Returns when the run is over, or the stream breaks; whether it is over. */
    boolean follow(URI gateway) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.resolve("/api/v1/runs/%s/events".formatted(run)))
                .header("Authorization", "Bearer " + token)
                .header("Last-Event-ID", lastId)
                .build();
        var body = http.send(request, BodyHandlers.ofInputStream()).body();
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            return read(lines);
        }
    }

    /** The same, for a thread of its own. */
    boolean followUnchecked(URI gateway) {
        try {
            return follow(gateway);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Those about activities. */
    List<Event> activities() {
        return events.stream().filter(event -> event.type().equals("activity")).toList();
    }

    private boolean read(BufferedReader lines) throws IOException {
        var type = "";
        var id = "";
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    type = line.substring("event: ".length());
                    id = "";
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ") && take(type, id, line.substring("data: ".length()))) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    /** A line of data is whole, since a line that breaks off is an exception. */
    private boolean take(String type, String id, String data) throws IOException {
        var event = new Event(type, id, JSON.readTree(data));
        events.add(event);
        lastId = id.isEmpty() ? lastId : id;
        return type.equals("run")
                && !event.data().path("endedAt").isMissingNode()
                && !event.data().path("endedAt").isNull();
    }
}
