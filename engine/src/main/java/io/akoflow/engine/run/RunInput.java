package io.akoflow.engine.run;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Observation;
import io.akoflow.contract.WorkflowRequest;

/** Something that a run has to decide about. */
public sealed interface RunInput {

    /** A person wants something. */
    record Requested(WorkflowRequest request) implements RunInput {}

    /** Something was seen of an attempt. */
    record Observed(Observation observation) implements RunInput {}

    /** A timer that {@link Run#nextTimer()} asked for is due. */
    record Woken() implements RunInput {}

    /** There is room for it among other runs, for which it waited; see {@link Shares}. */
    record Offered() implements RunInput {}

    /**
     * A command that was decided may never have been said, because its planner died: say it anew from the present
     * state, if it is still true.
     */
    record SayAgain(MessageType type, AttemptId attempt) implements RunInput {}

    /** The same for {@code RunReleased}. */
    record ReleaseAgain() implements RunInput {}
}
