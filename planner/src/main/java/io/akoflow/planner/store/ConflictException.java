package io.akoflow.planner.store;

/** Somebody else has changed what was to be changed; nothing was. */
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ConflictException(String message) {
        super(message);
    }
}
