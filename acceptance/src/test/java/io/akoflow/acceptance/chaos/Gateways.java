package io.akoflow.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.akoflow.contract.RunState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** All gateways, asked as a patient client asks them: the next one when one does not answer, until one does. */
final class Gateways {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<URI> urls;
    private final String token;
    private final AtomicInteger turn = new AtomicInteger();

    Gateways(List<URI> urls, String token) {
        this.urls = urls;
        this.token = token;
    }

    /** Submits it, once however often it has to be said; the run's id. */
    String submit(String key, String workflow) {
        return answer(
                        HttpRequest.newBuilder()
                                .header("Idempotency-Key", key)
                                .header("Content-Type", "application/yaml")
                                .POST(BodyPublishers.ofString(workflow)),
                        "/api/v1/runs",
                        202)
                .path("id")
                .asText();
    }

    JsonNode run(String id) {
        return answer(HttpRequest.newBuilder().GET(), "/api/v1/runs/" + id, 200);
    }

    RunState state(String id) {
        return RunState.valueOf(run(id).path("state").asText());
    }

    /** All activities of a run, in the order of the file. */
    List<JsonNode> activities(String id) {
        var all = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = answer(
                    HttpRequest.newBuilder().GET(),
                    "/api/v1/runs/%s/activities?limit=1000%s".formatted(id, cursor),
                    200);
            page.path("items").forEach(all::add);
            cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return all;
    }

    /** Asks for it until it is so, or no longer possible. */
    void cancel(String id) {
        send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/api/v1/runs/%s/cancel".formatted(id));
    }

    /** Asks for it until it is so, or no longer possible. */
    void resume(String id, String workflow) {
        send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(workflow)),
                "/api/v1/runs/%s/resume".formatted(id));
    }

    /** Asks for it until it is gone. */
    void delete(String id) {
        send(HttpRequest.newBuilder().DELETE(), "/api/v1/runs/" + id);
    }

    /** A stream of a run's events from whichever gateway's turn it is, after the event with this id. */
    HttpResponse<InputStream> events(String id, String lastId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(next("/api/v1/runs/%s/events".formatted(id)))
                .header("Authorization", "Bearer " + token)
                .header("Last-Event-ID", lastId)
                .timeout(ANSWER)
                .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    private JsonNode answer(HttpRequest.Builder request, String path, int expected) {
        var response = send(request, path);
        if (response.statusCode() != expected) {
            throw new AssertionError("Expected %d of %s, but it is %d: %s"
                    .formatted(expected, path, response.statusCode(), response.body()));
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected JSON, but it is: " + response.body(), e);
        }
    }

    /** The first answer that is neither a failure of a server nor of a connection. */
    private HttpResponse<String> send(HttpRequest.Builder request, String path) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var last = "";
        while (System.nanoTime() < end) {
            try {
                var response = http.send(
                        request.uri(next(path))
                                .setHeader("Authorization", "Bearer " + token)
                                .timeout(ANSWER)
                                .build(),
                        BodyHandlers.ofString());
                if (response.statusCode() < SERVER_ERROR && response.statusCode() != TOO_MANY) {
                    return response;
                }
                last = "%d %s".formatted(response.statusCode(), response.body());
            } catch (IOException e) {
                last = e.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Expected an answer, but was interrupted", e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError(
                "Expected an answer to %s in %s, but the last was: %s".formatted(path, PATIENCE, last));
    }

    private URI next(String path) {
        return urls.get(Math.floorMod(turn.getAndIncrement(), urls.size())).resolve(path);
    }
}
