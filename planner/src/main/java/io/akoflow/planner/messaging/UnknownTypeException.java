package io.akoflow.planner.messaging;

/** There is a message of akoflow's that this version does not know; going on could lose an outcome. */
final class UnknownTypeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownTypeException(String message) {
        super(message);
    }
}
