package io.akoflow.dispatcher.kubernetes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * The body of a request that must not be sent too late. It is read when the connection is there, and says no then: a
 * process can stand still between a look at the clock and the moment in which something leaves it, and somebody else
 * may have taken its place meanwhile. A request without the end of its body changes nothing.
 */
final class TimelyBody extends InputStream {

    private final Instant validUntil;
    private final ByteArrayInputStream bytes;

    TimelyBody(byte[] content, Instant validUntil) {
        this.validUntil = validUntil;
        this.bytes = new ByteArrayInputStream(content);
    }

    @Override
    public int read() throws IOException {
        checkTime();
        return rewoundAtTheEnd(bytes.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        checkTime();
        return rewoundAtTheEnd(bytes.read(buffer, offset, length));
    }

    private void checkTime() throws IOException {
        if (!Instant.now().isBefore(validUntil)) {
            throw new IOException("it took the request too late");
        }
    }

    /** The client sends it again when a token had to be renewed. */
    private int rewoundAtTheEnd(int read) {
        if (read < 0) {
            bytes.reset();
        }
        return read;
    }
}
