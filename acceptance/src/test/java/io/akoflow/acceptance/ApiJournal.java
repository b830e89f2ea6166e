package io.akoflow.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the one-machine Kubernetes API was asked and did for one run. */
final class ApiJournal {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RUN = "akoflow.io/run";

    /**
     * A thing that happened to an attempt.
     *
     * @param micros when, since the epoch
     */
    record Event(long micros, String verb, String resource, int activity, int attempt) {

        String attemptName() {
            return activity + "/" + attempt;
        }
    }

    private final List<Event> events;

    private ApiJournal(List<Event> events) {
        this.events = events;
    }

    /** As it is now. */
    static ApiJournal of(Machine machine, String run) {
        return read(machine.parts().apiJournal(), run);
    }

    /** The same, of an API that is not of the machine. */
    static ApiJournal read(Path file, String run) {
        try (var lines = Files.lines(file)) {
            return new ApiJournal(lines.filter(line -> line.contains(run))
                    .map(ApiJournal::json)
                    .filter(line -> line.path("labels").path(RUN).asText().equals(run))
                    .map(ApiJournal::event)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every Job that was made, in order. */
    List<Event> jobs() {
        return all("create", "jobs");
    }

    /** Every pod whose command was started, in order. */
    List<Event> starts() {
        return all("start", "pods");
    }

    /** When each activity's last pod ended. */
    Map<Integer, Long> ends() {
        var ends = new TreeMap<Integer, Long>();
        all("end", "pods").forEach(event -> ends.put(event.activity(), event.micros()));
        return ends;
    }

    /** How often each attempt's command was started. */
    Map<String, Long> startsByAttempt() {
        return starts().stream().map(Event::attemptName).collect(counted());
    }

    /** How many Jobs were made for each attempt. */
    Map<String, Long> jobsByAttempt() {
        return jobs().stream().map(Event::attemptName).collect(counted());
    }

    private List<Event> all(String verb, String resource) {
        return events.stream()
                .filter(event -> event.verb().equals(verb) && event.resource().equals(resource))
                .toList();
    }

    private static java.util.stream.Collector<String, ?, Map<String, Long>> counted() {
        return Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting());
    }

    private static Event event(JsonNode line) {
        var labels = line.path("labels");
        return new Event(
                line.path("ts").asLong(),
                line.path("verb").asText(),
                line.path("resource").asText(),
                labels.path("akoflow.io/activity").asInt(-1),
                labels.path("akoflow.io/attempt").asInt(0));
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
