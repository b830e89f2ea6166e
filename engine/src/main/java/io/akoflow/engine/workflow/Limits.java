package io.akoflow.engine.workflow;

import io.akoflow.engine.yaml.Node;

/** How large things may be. */
final class Limits {

    static final int ACTIVITIES = 100_000;
    static final int NAME = 1024;

    /** Bytes; a ConfigMap holds no more. */
    static final int RUN = 1024 * 1024;

    /** Bytes; Linux takes no more in one argument or environment variable. */
    static final int ARGUMENT = 128 * 1024 - 1;

    private Limits() {}

    /** Whether {@code bytes} are no more than a program can be given at once; an error when they are. */
    static boolean fitsArgument(Node place, int bytes, String what, Problems problems) {
        if (bytes <= ARGUMENT) {
            return true;
        }
        problems.error(place, "Expected %s to have at most %,d bytes, but it has %,d", what, ARGUMENT, bytes);
        return false;
    }
}
