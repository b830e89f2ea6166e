package io.akoflow.gateway.messaging;

/**
 * Who submits a workflow file.
 *
 * @param owner whom the run belongs to
 * @param shown the same for people who look at who did what, with all that was said and not proved
 */
public record Submitter(String owner, String shown) {

    /** Somebody who is known. */
    public Submitter(String owner) {
        this(owner, owner);
    }
}
