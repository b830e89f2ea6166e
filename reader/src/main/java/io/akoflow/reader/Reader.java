package io.akoflow.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Reads the disk in which it is started, and brings what was asked for to whoever asked. */
public final class Reader {

    private static final String PREFIX = "AKOFLOW_OUTPUTS_";
    private static final int NOT_BROUGHT = 1;

    private Reader() {}

    public static void main(String[] args) {
        try {
            bring(System.getenv(), Path.of("."));
        } catch (IOException e) {
            System.err.println("Expected to bring what is on the disk, but " + e.getMessage());
            System.exit(NOT_BROUGHT);
        }
    }

    static void bring(Map<String, String> environment, Path root) throws IOException {
        var delivery = new Delivery(URI.create(needed(environment, "CALLBACK")), needed(environment, "SECRET"));
        var disk = new Disk(root, needed(environment, "DISK"));
        var path = environment.get(PREFIX + "PATH");
        switch (path == null ? disk.files() : disk.open(path)) {
            case Opened.Content(var bytes, var content) -> {
                try (content) {
                    delivery.bring(200, bytes, content);
                }
            }
            case Opened.Refused(var status, var message) -> {
                byte[] text = message.getBytes(StandardCharsets.UTF_8);
                delivery.bring(status, text.length, new ByteArrayInputStream(text));
            }
        }
    }

    private static String needed(Map<String, String> environment, String name) {
        var value = environment.get(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Expected %s in the environment, but it is not there; the dispatcher starts this"
                            .formatted(PREFIX + name));
        }
        return value;
    }
}
