package io.akoflow.planner.store;

import io.akoflow.contract.RunId;
import io.akoflow.engine.run.RunInput;
import org.jspecify.annotations.Nullable;

/** Something in the outbox that may or may not have been said. */
public sealed interface Left {

    /** Its number in the outbox. */
    long id();

    /** To be said as it is. */
    record Fact(long id, Saying saying) implements Left {}

    /**
     * To be said anew, if it is still true.
     *
     * @param again by which its run decides that
     */
    record Command(
            long id, RunId run, RunInput again, @Nullable String traceparent) implements Left {}
}
