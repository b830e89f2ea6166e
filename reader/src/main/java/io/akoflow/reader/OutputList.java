package io.akoflow.reader;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What files are on a disk, by their paths.
 *
 * @param truncated whether there are more
 * @param unreadable how many folders could not be looked into
 */
public record OutputList(List<OutputFile> items, boolean truncated, int unreadable) {

    private static final JsonFactory JSON = new JsonFactory();

    public OutputList {
        items = List.copyOf(items);
    }

    /** This as JSON, with the names that the components have here. */
    public byte[] json() {
        var bytes = new ByteArrayOutputStream();
        try (var out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            for (var file : items) {
                out.writeStartObject();
                out.writeStringField("path", file.path());
                out.writeNumberField("bytes", file.bytes());
                out.writeStringField("modifiedAt", file.modifiedAt().toString());
                out.writeStringField("disk", file.disk());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeBooleanField("truncated", truncated);
            out.writeNumberField("unreadable", unreadable);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // in memory
        }
        return bytes.toByteArray();
    }
}
