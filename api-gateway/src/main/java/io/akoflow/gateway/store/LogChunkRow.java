package io.akoflow.gateway.store;

/**
 * A piece of a container's log.
 *
 * @param start of its first byte in the container's log
 * @param data empty to say that the log is complete
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares chunks
public record LogChunkRow(LogKey log, String container, String podUid, long start, byte[] data) {

    /** Of the first byte after it. */
    public long end() {
        return start + data.length;
    }

    /** Whether it comes from another container or pod than {@code other}. */
    boolean isElsewhere(LogChunkRow other) {
        return !container.equals(other.container) || !podUid.equals(other.podUid);
    }
}
