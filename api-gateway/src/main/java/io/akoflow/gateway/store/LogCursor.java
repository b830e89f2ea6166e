package io.akoflow.gateway.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the log of an attempt, each byte once: chunks of a log that was read twice may overlap. Not thread-safe.
 */
public final class LogCursor {

    private static final int CHUNKS = 16;
    private static final byte[] NOTHING = new byte[0];

    private final LogStore store;
    private final LogKey log;
    private @Nullable LogChunkRow last;
    private boolean complete;

    public LogCursor(LogStore store, LogKey log) {
        this.store = store;
        this.log = log;
    }

    /** Some of what follows; nothing when there is no more at the moment. */
    public List<byte[]> next() {
        return store.after(log, last, CHUNKS).stream().map(this::fresh).toList();
    }

    /** Whether what was read up to now is the whole log. */
    public boolean isComplete() {
        return complete;
    }

    private byte[] fresh(LogChunkRow chunk) {
        var before = last;
        long known = before == null || chunk.isElsewhere(before) ? 0 : before.end();
        last = chunk;
        if (chunk.data().length == 0) {
            complete = complete || !chunk.container().equals("copy");
            return chunk.start() > known
                    ? "%n[akoflow: %d bytes of this log are not kept]%n"
                            .formatted(chunk.start() - known)
                            .getBytes(StandardCharsets.UTF_8)
                    : NOTHING;
        }
        int from = Math.clamp(known - chunk.start(), 0, chunk.data().length);
        return Arrays.copyOfRange(chunk.data(), from, chunk.data().length);
    }
}
