package io.akoflow.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Server-sent events as they are written. */
@ApplicationScoped
class EventText {

    /** Nothing has happened, and the stream is still there. */
    static final String HEARTBEAT = ": alive\n\n";

    private final ObjectMapper json;

    EventText(ObjectMapper json) {
        this.json = json;
    }

    String of(String event, @Nullable String id, Object data) {
        var text = new StringBuilder("event: ").append(event).append('\n');
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        try {
            return text.append("data: ")
                    .append(json.writeValueAsString(data))
                    .append("\n\n")
                    .toString();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
