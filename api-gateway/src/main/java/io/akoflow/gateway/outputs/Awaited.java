package io.akoflow.gateway.outputs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Somebody who waits for what a reader brings. */
public final class Awaited {

    private static final int FINE = 200;
    private static final Set<Integer> REFUSALS = Set.of(403, 404, 409, 422);
    private static final int LONGEST_SENTENCE = 10_000;

    private final String secret;
    private final CompletableFuture<DiskReading> reading = new CompletableFuture<>();

    Awaited(String secret) {
        this.secret = secret;
    }

    CompletableFuture<DiskReading> reading() {
        return reading;
    }

    boolean knows(String said) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Hands over what was brought, which is closed as soon as nobody wants more of it.
     *
     * @param status of HTTP; what is brought with another one than 200 is a sentence that says why
     */
    public void bring(int status, long bytes, InputStream content) {
        if (status == FINE) {
            complete(new DiskReading.Content(bytes, content));
        } else {
            Thread.ofVirtual().start(() -> complete(refused(status, content)));
        }
    }

    private void complete(DiskReading brought) {
        if (!reading.complete(brought) && brought instanceof DiskReading.Content(var _, var content)) {
            try {
                content.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static DiskReading refused(int status, InputStream content) {
        try (content) {
            var sentence = new String(content.readNBytes(LONGEST_SENTENCE), StandardCharsets.UTF_8);
            var _ = content.read(); // so that it is known to have come whole
            return new DiskReading.Refused(REFUSALS.contains(status) ? status : 500, sentence);
        } catch (IOException e) {
            return new DiskReading.Refused(500, "Expected to hear why there is no such file, but " + e.getMessage());
        }
    }
}
