package io.akoflow.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/** Somebody who knows a token, over real HTTP. */
final class Client {

    static final String YAML = "application/yaml";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final String token;

    Client(URL server) {
        this(server, Servers.TOKEN);
    }

    Client(URL server, String token) {
        this.server = URI.create(server.toString());
        this.token = token;
    }

    /** Somebody else, for whom this client makes a token. */
    Client as(String subject, String role) {
        var answer = json(post(
                "/api/v1/tokens", "application/json", "{\"subject\":\"%s\",\"role\":\"%s\"}".formatted(subject, role)));
        return new Client(server, answer.path("token").asText());
    }

    private Client(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    String token() {
        return token;
    }

    /** A workflow of a chain of activities called a0, a1 and so on. */
    static String chain(String name, int length) {
        var yaml = new StringBuilder("name: \"%s\"\nspec:\n  image: alpine:3.20\n  activities:\n".formatted(name));
        for (int i = 0; i < length; i++) {
            yaml.append("    - name: a")
                    .append(i)
                    .append("\n      run: echo ")
                    .append(i)
                    .append('\n');
            if (i > 0) {
                yaml.append("      dependsOn: [a").append(i - 1).append("]\n");
            }
        }
        return yaml.toString();
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> delete(String path) {
        return send(to(path).DELETE());
    }

    HttpResponse<String> get(String path) {
        return send(to(path));
    }

    HttpResponse<String> post(String path, String contentType, String body) {
        return send(to(path).header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    HttpResponse<String> post(String path) {
        return send(to(path).POST(BodyPublishers.noBody()));
    }

    /** The id of a new run of {@code yaml}. */
    String submit(String yaml) {
        return json(post("/api/v1/runs", YAML, yaml)).path("id").asText();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return receive(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    Stream<String> lines(HttpRequest.Builder request) {
        return receive(request, BodyHandlers.ofLines()).body();
    }

    byte[] bytes(String path) {
        return receive(to(path), BodyHandlers.ofByteArray()).body();
    }

    /** The bytes of the answer as they come, compressed if the server can do so. */
    HttpResponse<InputStream> compressed(HttpRequest.Builder request) {
        return receive(request.header("Accept-Encoding", "gzip"), BodyHandlers.ofInputStream());
    }

    private static <T> HttpResponse<T> receive(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Expected JSON, but it is: " + text, e);
        }
    }
}
