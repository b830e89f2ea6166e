package io.akoflow.engine.simulation;

/** Something that is wrong on purpose, to see that a law finds it. */
enum Defect {
    NONE,
    /** The planner stores how far it has read before what follows from it. */
    OFFSET_BEFORE_CHANGES,
    /** What was decided and not yet said is forgotten when a planner begins. */
    OUTBOX_FORGOTTEN,
    /** A success is believed of the present attempt, whichever attempt it was. */
    OLD_SUCCESS_ACCEPTED,
    /** A Job is released while its command may still be acted upon. */
    RELEASED_TOO_EARLY,
    /** A planner that has met another one's changes goes on behind the events that it could not keep. */
    CONFLICT_DROPPED,
    /**
     * A planner does not look whether another one's late transaction has left something to say that it does not know,
     * as the service did not when this simulation showed it.
     */
    LATE_TRANSACTION_MISSED,
    /** A planner that begins anew does not know any more who shares a pod. */
    PACK_FORGOTTEN,
    /** A planner that begins anew does not know any more which runs wait for room among others. */
    TURN_FORGOTTEN
}
