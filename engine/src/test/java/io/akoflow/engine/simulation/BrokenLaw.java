package io.akoflow.engine.simulation;

/** Something happened that must not. */
final class BrokenLaw extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String subject;

    /** @param subject a run, or {@code run/activity} */
    BrokenLaw(String subject, String message) {
        super(message);
        this.subject = subject;
    }

    String subject() {
        return subject;
    }
}
