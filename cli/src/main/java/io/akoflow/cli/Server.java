package io.akoflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A gateway, by its REST interface. Thread-safe. It is asked by {@link HttpURLConnection}, with which a command is over
 * before {@code java.net.http} would have begun.
 */
final class Server {

    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(60).toMillis();
    private static final String EVENTS = "text/event-stream";

    static {
        System.setProperty("sun.net.http.retryPost", "false"); // a submission is sent once, whatever becomes of it
    }

    private final URI base;
    private final @Nullable String token;

    Server(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    URI base() {
        return base;
    }

    /** A page for a browser, which takes the token once and keeps it in a cookie. */
    URI page(String path) {
        return base.resolve(token == null ? path : path + "?token=" + encoded(token));
    }

    /** One part of a path or query, in the form that a URI takes. */
    static String encoded(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }

    Reply get(String path) {
        return reply(path, "GET", null, null);
    }

    /** The same for what may take more than a minute until it begins. */
    Reply getLate(String path) {
        return switch (download(path)) {
            case Download.Not(var why) -> why;
            case Download.Body(var bytes, var _) -> {
                try (bytes) {
                    yield new Reply.Done(parsed(new String(bytes.readAllBytes(), UTF_8)));
                } catch (IOException e) {
                    yield new Reply.Unreachable(String.valueOf(e.getMessage()));
                }
            }
        };
    }

    /** A file that is fetched, or why it is not. */
    sealed interface Download {
        /**
         * It comes; to be closed.
         *
         * @param length how many bytes; -1 when that is not told
         */
        record Body(InputStream bytes, long length) implements Download {}

        /** It does not. */
        record Not(Reply why) implements Download {}
    }

    Download download(String path) {
        try {
            var connection = connect(path, "GET");
            connection.setReadTimeout(2 * PATIENCE_MILLIS);
            int status = connection.getResponseCode();
            return status / 100 == 2
                    ? new Download.Body(connection.getInputStream(), connection.getContentLengthLong())
                    : new Download.Not(new Reply.Refused(status, parsed(text(connection, status))));
        } catch (ConnectException e) {
            return new Download.Not(new Reply.Unreachable("nobody answers there"));
        } catch (IOException e) {
            return new Download.Not(new Reply.Unreachable(String.valueOf(e.getMessage())));
        }
    }

    Reply post(String path, String contentType, byte[] body) {
        return reply(path, "POST", contentType, body);
    }

    Reply delete(String path) {
        return reply(path, "DELETE", null, null);
    }

    /**
     * The body as it comes, such as events or a log that is followed.
     *
     * @throws IOException when there is no connection, or the answer is not 2xx
     */
    InputStream open(String path, String accept, @Nullable String lastEventId) throws IOException {
        var connection = connect(path, "GET");
        connection.setRequestProperty("Accept", accept);
        if (accept.equals(EVENTS)) {
            connection.setReadTimeout(PATIENCE_MILLIS); // something comes every 15 seconds
        }
        if (lastEventId != null) {
            connection.setRequestProperty("Last-Event-ID", lastEventId);
        }
        int status = connection.getResponseCode();
        if (status / 100 != 2) {
            connection.disconnect();
            throw new RefusedException(status);
        }
        return new FilterInputStream(connection.getInputStream()) {
            @Override
            public void close() {
                connection.disconnect(); // what has not come yet is not waited for
            }
        };
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

    private HttpURLConnection connect(String path, String method) throws IOException {
        if (!(base.resolve(path).toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("it is no HTTP server");
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(method);
        if (token != null) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        return connection;
    }

    private Reply reply(String path, String method, @Nullable String contentType, byte @Nullable [] body) {
        try {
            var connection = connect(path, method);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestProperty("Accept", "application/json, application/problem+json, */*");
            if (contentType != null && body != null) {
                connection.setRequestProperty("Content-Type", contentType);
                connection.setDoOutput(true);
                try (var out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            int status = connection.getResponseCode();
            var answer = parsed(text(connection, status));
            return status / 100 == 2 ? new Reply.Done(answer) : new Reply.Refused(status, answer);
        } catch (ConnectException e) {
            return new Reply.Unreachable("nobody answers there");
        } catch (IOException e) {
            return new Reply.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private static String text(HttpURLConnection connection, int status) throws IOException {
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? "" : new String(in.readAllBytes(), UTF_8);
        }
    }

    private static JsonNode parsed(String body) {
        try {
            var tree = Json.parse(body);
            return tree.isMissingNode() ? JsonNodeFactory.instance.objectNode() : tree;
        } catch (UncheckedIOException e) {
            return JsonNodeFactory.instance.textNode(body);
        }
    }
}
