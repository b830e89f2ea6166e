package io.akoflow.dispatcher.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads answers of the Kubernetes API. */
final class ApiCall {

    static final int UNPROCESSABLE = 422;
    static final int CONFLICT = 409;
    static final int NOT_FOUND = 404;
    static final int FORBIDDEN = 403;

    /** No authorisation (a token is being renewed), time-out, too many requests. */
    private static final Set<Integer> PASSING = Set.of(401, 408, 429);

    private static final int CLIENT_ERRORS = 400;
    private static final int SERVER_ERRORS = 500;
    private static final int LONGEST_SENTENCE = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiCall() {}

    static byte[] body(Object tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected an object that can be JSON, but " + e.getMessage(), e);
        }
    }

    static ApiAnswer read(HttpResponse<byte[]> response) {
        var tree = parse(response.body());
        if (response.isSuccessful()) {
            return new ApiAnswer.Fine(tree);
        }
        boolean itsOwnWord = tree.path("kind").asText().equals("Status");
        int code = response.code();
        var message = itsOwnWord ? tree.path("message").asText() : text(response.body());
        if (itsOwnWord && code >= CLIENT_ERRORS && code < SERVER_ERRORS && !PASSING.contains(code)) {
            var about = tree.path("details").path("name").asText();
            return new ApiAnswer.Refused(code, shortened(message), about);
        }
        var why = "The Kubernetes API answers %d: %s".formatted(code, shortened(message));
        return new ApiAnswer.Trouble(why, retryAfter(response, tree));
    }

    private static JsonNode parse(byte[] body) {
        try {
            var tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response, JsonNode status) {
        var header = response.header("Retry-After");
        if (header != null && header.strip().matches("\\d{1,5}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())));
        }
        long said = status.path("details").path("retryAfterSeconds").asLong();
        return said > 0 ? Optional.of(Duration.ofSeconds(said)) : Optional.empty();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).strip();
    }

    private static String shortened(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "…";
    }
}
