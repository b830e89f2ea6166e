package io.akoflow.deploy.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of this machine, asked for what they print. */
final class Programs {

    private Programs() {}

    /** What {@code command} prints, and an exception when it fails. */
    static String output(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("Expected '%s' to succeed, but it ended with %d: %s"
                        .formatted(String.join(" ", command), process.exitValue(), output.strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Expected '%s' to end, but was interrupted".formatted(command.getFirst()), e);
        }
        return output;
    }
}
