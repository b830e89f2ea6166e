package io.akoflow.acceptance.chaos;

/** How a run goes on in the large, and what is asked of it meanwhile. */
enum Story {
    /** Nobody intervenes; branches that don't depend on a failure go on. */
    CONTINUES("continue", false, false),
    /** Nothing new starts after the first failure. */
    FINISHES("finish", false, false),
    /** The first failure ends all else. */
    BREAKS_OFF("cancel", false, false),
    /** Somebody cancels it. */
    CANCELLED("continue", true, false),
    /** When it has failed, it goes on with a file in which what failed is mended. */
    RESUMED("continue", false, true),
    /** Somebody cancels it, and has it go on with a file in which everything ends well. */
    CANCELLED_AND_RESUMED("continue", true, true);

    private final String onFailure;
    private final boolean cancelled;
    private final boolean resumed;

    Story(String onFailure, boolean cancelled, boolean resumed) {
        this.onFailure = onFailure;
        this.cancelled = cancelled;
        this.resumed = resumed;
    }

    /** As the workflow file says it. */
    String onFailure() {
        return onFailure;
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean isResumed() {
        return resumed;
    }

    /** Whether the states before a resumption depend on who was faster. */
    boolean isRace() {
        return cancelled || this == FINISHES || this == BREAKS_OFF;
    }
}
