package io.akoflow.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process can be told, beyond what {@link Process} can tell it. */
public enum Signal {
    INT,
    TERM,
    KILL,
    STOP,
    CONT;

    /** Tells it; without effect when the process is gone. */
    public void send(long pid) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s %s %d".formatted(name(), pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
