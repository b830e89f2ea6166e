package io.akoflow.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.akoflow.contract.Problem;
import io.akoflow.gateway.access.Caller;
import io.akoflow.gateway.access.Role;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The token that somebody asks for.
 *
 * @param description empty when nothing is said
 */
record TokenWish(String subject, Role role, String description, Instant expiresAt) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of("subject", "role", "description", "expiresAt");
    private static final int LONGEST_DESCRIPTION = 1000;

    /** Reads a body, or refuses it with all that is wrong with it. */
    static TokenWish read(byte[] body, Reader.Validity validity) {
        var reader = new Reader(tree(body));
        var wish = new TokenWish(reader.subject(), reader.role(), reader.description(), reader.expiresAt(validity));
        reader.refuseIfWrong();
        return wish;
    }

    private static JsonNode tree(byte[] body) {
        try {
            var tree = JSON.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException _) {
            // answered below, like JSON of another form
        } catch (IOException e) {
            throw new IllegalStateException("Expected bytes in memory to be readable, but they are not", e);
        }
        throw new Refusal(
                400, "Expected a JSON object such as {\"subject\":\"ada\",\"role\":\"submitter\"}, but it is none");
    }

    /** Reads one field after the other, and remembers what is wrong. */
    static final class Reader {

        private final JsonNode body;
        private final List<Problem> problems = new ArrayList<>();

        Reader(JsonNode body) {
            this.body = body;
            body.fieldNames().forEachRemaining(name -> {
                if (!FIELDS.contains(name)) {
                    wrong("Expected subject, role, description or expiresAt, but there is '%s'".formatted(name));
                }
            });
        }

        /** From when on, how long if nobody says, and how long at most. */
        record Validity(Instant now, Duration usual, Duration longest) {}

        private String subject() {
            var subject = body.path("subject").asText("");
            if (!Caller.isName(subject)) {
                wrong("Expected 'subject' to be a name other than 'local' and 'kafka', but it is '%s'"
                        .formatted(subject));
            }
            return subject;
        }

        private Role role() {
            var text = body.path("role").asText("");
            var found = Arrays.stream(Role.values())
                    .filter(role -> role.name().equals(text.toUpperCase(Locale.ROOT)))
                    .findFirst();
            if (found.isEmpty()) {
                wrong("Expected 'role' to be viewer, submitter or operator, but it is '%s'".formatted(text));
            }
            return found.orElse(Role.VIEWER);
        }

        private String description() {
            var text = body.path("description").asText("");
            if (text.length() > LONGEST_DESCRIPTION) {
                wrong("Expected 'description' to have at most %d characters, but it has %d"
                        .formatted(LONGEST_DESCRIPTION, text.length()));
            }
            return text;
        }

        private Instant expiresAt(Validity validity) {
            var last = validity.now().plus(validity.longest()).truncatedTo(ChronoUnit.SECONDS);
            var usual = validity.now().plus(validity.usual()).truncatedTo(ChronoUnit.SECONDS);
            if (!body.hasNonNull("expiresAt")) {
                return usual.isAfter(last) ? last : usual;
            }
            var text = body.path("expiresAt").asText("");
            try {
                var time = Instant.parse(text);
                if (time.isAfter(validity.now()) && !time.isAfter(last)) {
                    return time;
                }
            } catch (DateTimeException _) {
                // answered below, like a time that does not fit
            }
            wrong("Expected 'expiresAt' to be a time such as %s and no later than %s, but it is '%s'"
                    .formatted(usual, last, text));
            return usual;
        }

        private void wrong(String message) {
            problems.add(new Problem(Problem.Severity.ERROR, 0, 0, message));
        }

        private void refuseIfWrong() {
            if (!problems.isEmpty()) {
                throw new Refusal(ProblemDetail.wrong("Invalid token", "a token", problems));
            }
        }
    }
}
