package io.akoflow.engine.run;

import io.akoflow.contract.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of a workflow. {@link #decide} says what follows from an input without changing anything; {@link #apply}
 * carries it out. Live processing and reloading use the same {@code apply}, so both end in the same state. An input
 * costs what it changes, not what there is. Not thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Run {

    private Run() {}

    /** A run nobody has asked for yet. */
    public static Run unknown(RunId id, RunLimits limits) {
        throw new IllegalStateException(id + " " + limits);
    }

    /** A run as it was kept. */
    public static Run restore(RunSnapshot run, List<ActivitySnapshot> activities, RunLimits limits) {
        throw new IllegalStateException(run + " " + activities + limits);
    }

    /** What follows from {@code input} at the time {@code now}. Changes nothing. */
    public Decision decide(RunInput input, Instant now) {
        throw new IllegalStateException(input + " " + now);
    }

    /** Carries a decision out; it has to be the last one decided. */
    public void apply(Decision decision) {
        throw new IllegalStateException(decision.toString());
    }

    /** When {@link RunInput.Woken} is due next; empty when it is not. */
    public Optional<Instant> nextTimer() {
        throw new IllegalStateException("not yet");
    }
}
