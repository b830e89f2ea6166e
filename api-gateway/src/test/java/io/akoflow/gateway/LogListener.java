package io.akoflow.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Hears all that a class logs, until it is closed. */
public final class LogListener extends Handler implements AutoCloseable {

    private final List<LogRecord> heard = new CopyOnWriteArrayList<>();
    private final Logger logger;

    public LogListener(String className) {
        logger = Logger.getLogger(className);
        setLevel(Level.ALL);
        logger.addHandler(this);
        logger.setLevel(Level.FINE);
    }

    public List<LogRecord> heard() {
        return heard;
    }

    @Override
    public void publish(LogRecord logged) {
        heard.add(logged);
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(null);
    }
}
