package io.akoflow.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What the page says in a language. */
record Messages(JsonNode texts) {

    static Messages of(String language) {
        var file =
                Classes.home().resolve("api-gateway/src/main/resources/web/app/messages/%s.json".formatted(language));
        try {
            return new Messages(JsonMapper.builder().build().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String key) {
        var text = texts.path(key);
        if (text.isMissingNode()) {
            throw new AssertionError("Expected a message '%s', but there is none".formatted(key));
        }
        return text.asText();
    }
}
