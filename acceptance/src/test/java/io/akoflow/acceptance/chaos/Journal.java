package io.akoflow.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the one-machine API did for each run: Jobs that were made, pods that were started and that ended. */
final class Journal {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> SEEN = Set.of("create jobs", "start pods", "end pods");

    /** @param micros when, since the epoch */
    record Entry(String what, int activity, int attempt, long micros, String phase) {

        String attemptName() {
            return activity + "/" + attempt;
        }

        boolean isStart() {
            return what.equals("start pods");
        }

        boolean isEnd() {
            return what.equals("end pods");
        }

        boolean isJob() {
            return what.equals("create jobs");
        }

        boolean isSuccess() {
            return isEnd() && phase.equals("Succeeded");
        }
    }

    private final Map<String, List<Entry>> byRun = new HashMap<>();

    private Journal() {}

    static Journal read(Path file) {
        var journal = new Journal();
        try (var lines = Files.lines(file)) {
            lines.filter(line -> line.contains("akoflow.io/run")).forEach(journal::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return journal;
    }

    /** In order. */
    List<Entry> of(String run) {
        return byRun.getOrDefault(run, List.of());
    }

    private void add(String line) {
        var entry = json(line);
        var what = entry.path("verb").asText() + " " + entry.path("resource").asText();
        var labels = entry.path("labels");
        if (!SEEN.contains(what) || !labels.has("akoflow.io/attempt")) {
            return;
        }
        byRun.computeIfAbsent(labels.path("akoflow.io/run").asText(), _ -> new ArrayList<>())
                .add(new Entry(
                        what,
                        labels.path("akoflow.io/activity").asInt(),
                        labels.path("akoflow.io/attempt").asInt(),
                        entry.path("ts").asLong(),
                        entry.path("phase").asText()));
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
