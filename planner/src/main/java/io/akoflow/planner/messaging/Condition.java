package io.akoflow.planner.messaging;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** How the planner is, for those who look after it. */
@Singleton
public class Condition {

    private volatile boolean upToDate;
    private volatile @Nullable String trouble;
    private volatile @Nullable String end;

    /**
     * Whether it knows which partitions are its own, which may be none, and has read what was said of their runs before
     * it knew.
     */
    public boolean isUpToDate() {
        return upToDate;
    }

    /** Why it does not go on for the moment; null while it does. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Why it does not go on for good; null while it may. */
    public @Nullable String end() {
        return end;
    }

    void upToDate(boolean now) {
        upToDate = now;
    }

    void well() {
        trouble = null;
    }

    void troubled(String why) {
        trouble = why;
    }

    void ended(String why) {
        end = why;
    }
}
