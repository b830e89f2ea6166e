package io.akoflow.gateway.outputs;

import java.io.InputStream;

/** What a disk says to a {@link DiskWish}. */
public sealed interface DiskReading {

    /**
     * The file, or JSON that tells which files there are. To be closed.
     *
     * @param bytes how many {@code content} has; where they don't come, it ends with a failure
     */
    record Content(long bytes, InputStream content) implements DiskReading {}

    /** There is no such disk, for this reason. */
    record NoDisk(String why) implements DiskReading {}

    /**
     * It can't be told.
     *
     * @param status of HTTP
     * @param message one sentence
     */
    record Refused(int status, String message) implements DiskReading {}
}
