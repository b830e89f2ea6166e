package io.akoflow.watcher.kubernetes;

import io.akoflow.engine.kubernetes.PodReading;
import io.akoflow.engine.kubernetes.PodReading.Failed;
import io.akoflow.engine.kubernetes.PodReading.NothingYet;
import io.akoflow.engine.kubernetes.PodReading.Started;
import io.akoflow.engine.kubernetes.PodReading.Succeeded;
import io.akoflow.engine.kubernetes.PodReading.Waiting;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was said of an attempt, or is being said. Not thread-safe. */
final class Said {

    private boolean started;
    private boolean everStarted;
    private @Nullable String waiting;
    private boolean end;

    /** Whether a reading has to be said: it is new, and not being said already. */
    boolean claim(PodReading reading) {
        boolean isNew = switch (reading) {
            case NothingYet _ -> false;
            case Waiting now -> !Objects.equals(now.message(), waiting);
            case Started _ -> !started;
            case Succeeded _, Failed _ -> !end;
        };
        if (isNew) {
            mark(reading, true);
        }
        return isNew;
    }

    /** It could not be said after all. */
    void unclaim(PodReading reading) {
        mark(reading, false);
    }

    /** All has to be said again. */
    void forget() {
        started = false;
        waiting = null;
        end = false;
    }

    /** Whether it was said once, whatever was forgotten since. */
    boolean isStartSaid() {
        return everStarted;
    }

    boolean isEndSaid() {
        return end;
    }

    private void mark(PodReading reading, boolean said) {
        switch (reading) {
            case NothingYet _ -> {}
            case Waiting now -> waiting = said ? now.message() : null;
            case Started _ -> {
                started = said;
                everStarted |= said;
            }
            case Succeeded _, Failed _ -> end = said;
        }
    }
}
