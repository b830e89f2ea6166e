package io.akoflow.reader;

import java.io.InputStream;

/** What came of opening a file. */
public sealed interface Opened {

    /**
     * It is open. To be closed.
     *
     * @param bytes how many {@code content} has; where the file becomes shorter meanwhile, it ends with a failure
     */
    record Content(long bytes, InputStream content) implements Opened {}

    /**
     * It is not.
     *
     * @param status of HTTP
     * @param message one sentence
     */
    record Refused(int status, String message) implements Opened {}
}
