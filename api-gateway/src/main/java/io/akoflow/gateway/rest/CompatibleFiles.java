package io.akoflow.gateway.rest;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The workflow file in the body that the original's clients send, read without a copy of its base64. */
final class CompatibleFiles {

    private static final int LONGEST_TEXT = 32 * 1024 * 1024;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private CompatibleFiles() {}

    /** The file, or a refusal that says what was expected. */
    static byte[] read(byte[] body) {
        byte[] file = parsed(body);
        if (file == null) {
            throw new Refusal(
                    400, "Expected a JSON object with 'workflow', the file in base64, but there is no such text");
        }
        return file;
    }

    private static byte @Nullable [] parsed(byte[] body) {
        try (var parser = JSON.createParser(body)) {
            byte[] file = null;
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isFile = parser.currentName().equals("workflow");
                    boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                    file = isFile ? (isText ? decoded(parser) : null) : file;
                    parser.skipChildren();
                }
            } else {
                parser.skipChildren();
            }
            expectEnd(parser);
            return file;
        } catch (IOException _) {
            throw new Refusal(400, "Expected a JSON object with 'workflow', the file in base64, but it is not JSON");
        }
    }

    /** Line breaks are allowed, since base64 programs make them. */
    private static byte[] decoded(JsonParser parser) throws IOException {
        try {
            return parser.getBinaryValue(Base64Variants.MIME);
        } catch (JsonParseException e) {
            throw new Refusal(400, "Expected 'workflow' to be base64, but it is not: " + e.getOriginalMessage());
        }
    }

    private static void expectEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("Expected the end, but there is more");
        }
    }
}
