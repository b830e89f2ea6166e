package io.akoflow.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the services asked of a cluster's API server for one run, as it says itself. */
public final class AuditLog {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int SERVER_ERROR = 500;

    /**
     * @param resource with the subresource, such as {@code pods/log}
     * @param at when it was answered
     */
    record Call(String verb, String resource, String name, int code, Instant at) {

        boolean is(String wantedVerb, String wantedResource) {
            return verb.equals(wantedVerb) && resource.equals(wantedResource);
        }
    }

    private final List<Call> calls;

    private AuditLog(List<Call> calls) {
        this.calls = calls;
    }

    /** The log beside the kubeconfig; the test is skipped, and says so, where there is none. */
    public static AuditLog of(String run) {
        var file = GivenKubernetes.kubeconfig().resolveSibling("audit.log");
        assumeTrue(
                Files.exists(file),
                "SKIPPED: Expected the API server's audit log %s, but it is not there".formatted(file));
        return read(file, run);
    }

    private static AuditLog read(Path file, String run) {
        try (var lines = Files.lines(file)) {
            return new AuditLog(lines.filter(line -> line.contains(run) && line.endsWith("}"))
                    .map(AuditLog::json)
                    .filter(AuditLog::isOfServices)
                    .map(AuditLog::call)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How many calls were made for each activity. What belongs to the run as a whole, its disks, is not counted, and
     * neither are the server's own failures, which are asked again.
     */
    double callsForEachActivity() {
        long counted = calls.stream()
                .filter(call -> call.code() < SERVER_ERROR)
                .filter(call -> !call.resource().equals("persistentvolumeclaims"))
                .count();
        return counted / (double) (jobs().size() + pods().size());
    }

    /** How often each pod was made by the services themselves, which they do where there are no Jobs. */
    Map<String, Long> pods() {
        return made("create", "pods", 201);
    }

    /** The names of all Jobs that were to be made. One may be made though the answer says that time was over. */
    public Set<String> jobs() {
        return calls.stream()
                .filter(call -> call.is("create", "jobs") && !call.name().isEmpty())
                .map(Call::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How often each Job was made, as far as the answers tell. */
    public Map<String, Long> creations() {
        return made("create", "jobs", 201);
    }

    /** When the last Job was made. */
    Instant lastCreation() {
        return calls.stream()
                .filter(call -> call.is("create", "jobs") && call.code() == 201)
                .map(Call::at)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** How often each Job was deleted. */
    public Map<String, Long> deletions() {
        return made("delete", "jobs", 200);
    }

    /** How often which call was made, most often first. */
    String summary() {
        var counts = calls.stream()
                .collect(Collectors.groupingBy(
                        call -> "%s %s %d".formatted(call.verb(), call.resource(), call.code()),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.toString();
    }

    private Map<String, Long> made(String verb, String resource, int code) {
        return calls.stream()
                .filter(call -> call.is(verb, resource) && call.code() == code)
                .map(Call::name)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static boolean isOfServices(JsonNode event) {
        var agent = event.path("userAgent").asText();
        return event.path("stage").asText().equals("ResponseComplete") && agent.startsWith("fabric8");
    }

    private static Call call(JsonNode event) {
        var what = event.path("objectRef");
        var resource = what.path("resource").asText();
        var part = what.path("subresource").asText();
        return new Call(
                event.path("verb").asText(),
                part.isEmpty() ? resource : resource + "/" + part,
                what.path("name").asText(),
                event.path("responseStatus").path("code").asInt(),
                Instant.parse(event.path("stageTimestamp").asText()));
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a line of JSON, but it is: " + line, e);
        }
    }
}
