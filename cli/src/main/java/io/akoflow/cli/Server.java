package io.akoflow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A gateway, by its REST interface. Thread-safe. */
final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final @Nullable String token;

    Server(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    URI base() {
        return base;
    }

    /** One part of a path or query, in the form that a URI takes. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Reply get(String path) {
        return reply(request(path).timeout(PATIENCE).GET().build());
    }

    Reply post(String path, String contentType, byte[] body) {
        return reply(request(path)
                .timeout(PATIENCE)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    Reply delete(String path) {
        return reply(request(path).timeout(PATIENCE).DELETE().build());
    }

    /**
     * The body as it comes, such as events or a log that is followed.
     *
     * @throws IOException when there is no connection, or the answer is not 2xx
     */
    InputStream open(String path, String accept, @Nullable String lastEventId) throws IOException {
        var request = request(path).header("Accept", accept);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.GET().build(), BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 != 2) {
                response.body().close();
                throw new RefusedException(response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(e.getMessage());
        }
    }

    /** Tells a refusal from a broken connection, since only the latter is worth another try. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        RefusedException(int status) {
            super("the server answered with status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Reply reply(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            var body = parsed(response.body());
            return response.statusCode() / 100 == 2
                    ? new Reply.Done(body)
                    : new Reply.Refused(response.statusCode(), body);
        } catch (ConnectException e) {
            return new Reply.Unreachable("nobody answers there");
        } catch (IOException e) {
            return new Reply.Unreachable(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unreachable("it was interrupted");
        }
    }

    private static JsonNode parsed(String body) {
        try {
            var tree = JSON.readTree(body);
            return tree == null || tree.isMissingNode() ? JsonNodeFactory.instance.objectNode() : tree;
        } catch (IOException e) {
            return JsonNodeFactory.instance.textNode(body);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
