package io.akoflow.gateway.access;

/** What somebody may do. Each may do what those before it may. */
public enum Role {
    /** Look at every run. */
    VIEWER,
    /** Submit, and change what is theirs. */
    SUBMITTER,
    /** Change every run, and give and take tokens. */
    OPERATOR;

    /** Whether this is {@code needed}, or more. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
