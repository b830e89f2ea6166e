package io.akoflow.local.kubernetes;

import org.jspecify.annotations.Nullable;

/**
 * What happened to an object.
 *
 * @param object as it is now, or was last, with the version of the change
 * @param before what it was, absent for a new one
 */
record Change(Kind kind, Stored object, @Nullable Stored before) {
    /** As watches name it. */
    enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }

    long version() {
        return object.version();
    }
}
