package io.akoflow.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A place to print that takes so many bytes and no more, as a full disk or a pipe whose reader went away. */
final class FailingOutput extends OutputStream {

    static final String FULL = "No space left on device";
    static final String READER_GONE = "Broken pipe";

    final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final int room;
    private final String message;

    FailingOutput(int room, String message) {
        this.room = room;
        this.message = message;
    }

    @Override
    public void write(int letter) throws IOException {
        if (taken.size() >= room) {
            throw new IOException(message);
        }
        taken.write(letter);
    }
}
