package io.akoflow.wire;

import io.akoflow.contract.Message;

/** What a record turned out to be. */
public sealed interface Decoded {

    /** A message. */
    record Known(Envelope envelope, Message message) implements Decoded {}

    /** Not something of ours, or damaged; it belongs among the dead letters. */
    record Unreadable(String reason) implements Decoded {}

    /**
     * One of ours that this version does not know. Skipping it could lose an outcome, so the reader has to stop.
     *
     * @param type the value of {@code ce_type}
     */
    record UnknownType(String type) implements Decoded {}
}
