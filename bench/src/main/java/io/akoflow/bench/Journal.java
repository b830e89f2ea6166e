package io.akoflow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.bench.Moments.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** What the one-machine Kubernetes API was asked, as it says itself. */
final class Journal {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    Journal(Path file) {
        this.file = file;
    }

    /** Hands over what it tells, each thing to the moments of its run. */
    void read(Function<String, Moments> byRun) throws IOException {
        try (var lines = Files.lines(file)) {
            for (var line : (Iterable<String>) lines::iterator) {
                if (line.contains("akoflow.io/run")) {
                    note(JSON.readTree(line), byRun);
                }
            }
        }
    }

    private static void note(JsonNode line, Function<String, Moments> byRun) {
        var what = line.path("verb").asText() + " " + line.path("resource").asText();
        var labels = line.path("labels");
        var moments = byRun.apply(labels.path("akoflow.io/run").asText());
        int activity = labels.path("akoflow.io/activity").asInt();
        long micros = line.path("ts").asLong();
        if (what.equals("create jobs")) {
            moments.note(What.JOB_CREATED, activity, () -> micros);
        } else if (what.equals("end pods")) {
            moments.note(What.POD_ENDED, activity, () -> micros);
        }
    }
}
