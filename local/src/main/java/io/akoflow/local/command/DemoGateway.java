package io.akoflow.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What the demo asks the gateway, over HTTP as any client does. */
final class DemoGateway {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;

    DemoGateway(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** A run as the gateway tells it. */
    record Run(String state, String message, int activities, int done) {

        boolean isOver() {
            return state.equals("SUCCEEDED") || state.equals("FAILED") || state.equals("CANCELLED");
        }

        boolean hasSucceeded() {
            return state.equals("SUCCEEDED");
        }

        String progress() {
            return "%d of %d activities have succeeded".formatted(done, activities);
        }
    }

    String submit(String workflow) {
        var request = request("/api/v1/runs")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(workflow));
        return json(send(request)).path("id").asText();
    }

    Run run(String id) {
        var run = json(send(request("/api/v1/runs/" + id)));
        var counts = run.path("counts");
        return new Run(
                run.path("state").asText(),
                run.path("message").asText(),
                run.path("activities").asInt(),
                counts.path("SUCCEEDED").asInt());
    }

    String log(String id, String activity) {
        return send(request("/api/v1/runs/%s/activities/%s/log?follow=true".formatted(id, activity)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(1));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("Expected the gateway to answer, but it said %d: %s"
                        .formatted(response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected the gateway at %s to answer, but it did not".formatted(base), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected the gateway to answer, but was interrupted", e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected JSON, but it is: " + text, e);
        }
    }
}
