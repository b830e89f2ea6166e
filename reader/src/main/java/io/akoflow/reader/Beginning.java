package io.akoflow.reader;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * So many bytes of a file, though it may grow; it fails where the file becomes shorter, since so many were promised.
 */
final class Beginning extends FilterInputStream {

    private long left;

    Beginning(InputStream whole, long bytes) {
        super(whole);
        this.left = bytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = super.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0 && length > 0) {
            throw new IOException("the file has become shorter while it was read");
        }
        left -= Math.max(read, 0);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
