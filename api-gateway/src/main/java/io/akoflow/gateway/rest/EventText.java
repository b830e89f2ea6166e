package io.akoflow.gateway.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Server-sent events on their way to one who listens. */
final class EventText {

    private final OutputStream out;
    private final ObjectMapper json;

    EventText(OutputStream out, ObjectMapper json) {
        this.out = out;
        this.json = json;
    }

    void write(String event, @Nullable String id, Object data) throws IOException {
        var text = new StringBuilder("event: ").append(event).append('\n');
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        text.append("data: ").append(json.writeValueAsString(data)).append("\n\n");
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing has happened, and the stream is still there. */
    void writeHeartbeat() throws IOException {
        out.write(": alive\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void flush() throws IOException {
        out.flush();
    }
}
