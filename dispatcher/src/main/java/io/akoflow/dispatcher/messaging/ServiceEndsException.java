package io.akoflow.dispatcher.messaging;

/** This service ends before something was said; whoever goes on will say it. */
final class ServiceEndsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ServiceEndsException(String message) {
        super(message);
    }
}
