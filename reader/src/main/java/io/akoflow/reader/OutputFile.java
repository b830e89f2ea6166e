package io.akoflow.reader;

import java.time.Instant;

/**
 * A file on a run's disk.
 *
 * @param path from the disk's root, with {@code /} between its parts
 * @param disk the claim
 */
public record OutputFile(String path, long bytes, Instant modifiedAt, String disk) {}
