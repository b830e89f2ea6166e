package io.akoflow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.bench.Moments.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a real API server was asked, as it says itself. A Job is made when its creation arrives; a pod has ended when
 * the status that says so has been answered. The log needs the bodies of status patches.
 */
final class AuditLog {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Names hold an activity's ordinal in this base. */
    private static final int RADIX = 36;

    private static final Pattern JOB = Pattern.compile("-([0-9a-z]{26})-([0-9a-z]+)-1(-[a-z0-9]{5})?$");

    private final Path file;

    AuditLog(Path file) {
        this.file = file;
    }

    /** Hands over what it tells, each thing to the moments of its run. */
    void read(Function<String, Moments> byRun) throws IOException {
        try (var lines = Files.lines(file)) {
            for (var line : (Iterable<String>) lines::iterator) {
                if (line.contains("\"ResponseComplete\"") && line.endsWith("}")) {
                    note(JSON.readTree(line), byRun);
                }
            }
        }
    }

    private static void note(JsonNode event, Function<String, Moments> byRun) {
        var object = event.path("objectRef");
        var what = "%s %s %s"
                .formatted(
                        event.path("verb").asText(),
                        object.path("resource").asText(),
                        object.path("subresource").asText());
        var name = JOB.matcher(object.path("name").asText());
        if (!name.find() || event.path("responseStatus").path("code").asInt() >= 300) {
            return;
        }
        var moments = byRun.apply(name.group(1));
        int activity = Integer.parseInt(name.group(2), RADIX);
        if (what.equals("create jobs ")) {
            moments.note(What.JOB_CREATED, activity, () -> micros(event, "requestReceivedTimestamp"));
        } else if (what.equals("patch pods status") && hasEnded(event)) {
            moments.note(What.POD_ENDED, activity, () -> micros(event, "stageTimestamp"));
        }
    }

    private static boolean hasEnded(JsonNode event) {
        return event.path("requestObject").path("status").path("phase").asText().equals("Succeeded");
    }

    private static long micros(JsonNode event, String field) {
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, Instant.parse(event.path(field).asText()));
    }
}
