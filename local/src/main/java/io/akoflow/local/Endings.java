package io.akoflow.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What has been started, to be ended in the opposite order: also when only a part of it was. */
public final class Endings implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Endings.class.getName());

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private boolean over;

    /** Takes on to close it; at once if all has been closed. */
    public <T extends AutoCloseable> T add(T part) {
        synchronized (this) {
            if (!over) {
                started.push(part);
                return part;
            }
        }
        end(part);
        throw new IllegalStateException("Expected to start, but was ended meanwhile");
    }

    @Override
    public void close() {
        for (var part = next(); part != null; part = next()) {
            end(part);
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        over = true;
        return started.poll();
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Expected to end %s, but could not".formatted(part), e);
        }
    }
}
