package io.akoflow.local.kubernetes;

/**
 * A pod, or one of its containers, can't be started as things are: it waits, as it would on a real node, with this
 * reason.
 */
final class NotYetException extends Exception {
    private final String reason;

    NotYetException(String reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    String text() {
        return "" + getMessage();
    }
}
