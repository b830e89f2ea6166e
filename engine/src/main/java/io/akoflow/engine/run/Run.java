package io.akoflow.engine.run;

import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.WorkflowRequest;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunDeleteRequested;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a workflow. {@link #decide} says what follows from an input without changing anything; {@link #apply}
 * carries it out. Live processing and reloading use the same {@code apply}, so both end in the same state. An input
 * costs what it changes, not what there is. Not thread-safe.
 */
public final class Run {

    private final RunId id;
    private final RunLimits limits;
    private @Nullable RunSnapshot run;
    private Board board = new Board(new Graph(List.of()), PackClasses.NONE);

    private Run(RunId id, RunLimits limits) {
        this.id = id;
        this.limits = limits;
    }

    /** A run nobody has asked for yet. */
    public static Run unknown(RunId id, RunLimits limits) {
        return new Run(id, limits);
    }

    /**
     * A run as it was kept.
     *
     * @param activities in any order; one that is missing was never touched
     */
    public static Run restore(RunSnapshot run, List<ActivitySnapshot> activities, RunLimits limits) {
        var restored = new Run(run.run(), limits);
        var changes = new ArrayList<Change>();
        changes.add(new Change.OfRun(run));
        activities.forEach(activity -> changes.add(new Change.OfActivity(activity)));
        restored.apply(new Decision(changes, List.of(), List.of(), false));
        return restored;
    }

    public RunId id() {
        return id;
    }

    /** What is kept of it apart from its activities; empty while nobody has asked for it. */
    public Optional<RunSnapshot> snapshot() {
        return Optional.ofNullable(run);
    }

    /** What is kept of an activity, by its ordinal. */
    public ActivitySnapshot activity(int ordinal) {
        return board.row(ordinal);
    }

    /** Whether it is over, and nothing is left to be said about it until somebody asks for something. */
    public boolean isAtRest() {
        return run != null && run.state().isOver() && board.tally().unreleased() == 0;
    }

    /** Whether it is at rest and unwanted: once its last decision is said, nothing of it needs to be kept. */
    public boolean isForgettable() {
        return run != null && run.deleted() && isAtRest();
    }

    /** How many pods its attempts have that were said to be ready and have not ended. */
    public int pods() {
        return board.tally().pods();
    }

    /** Whether one is ready that could begin if there were room, or waits for others to share a pod with. */
    public boolean waitsForRoom() {
        return run != null
                && run.state() == RunState.RUNNING
                && board.tally().underWay() < Filling.window(run.workflow(), limits)
                && board.holdsAny();
    }

    /** The same while there is room for as many attempts as its window takes. */
    public Decision decide(RunInput input, Instant now) {
        return decide(input, now, Integer.MAX_VALUE);
    }

    /**
     * What follows from {@code input} at the time {@code now}. Changes nothing.
     *
     * @param most pods that it may have afterwards if any begins; see {@link Shares}
     */
    public Decision decide(RunInput input, Instant now, int most) {
        var kept = run;
        var beginning = new Beginning(limits, now, most);
        if (kept == null) {
            return input instanceof RunInput.Requested(RunRequested request)
                    ? beginning.first(request)
                    : Decision.NOTHING;
        }
        if (input instanceof RunInput.Requested(RunResumeRequested request)) {
            boolean may = kept.state() == RunState.FAILED || kept.state() == RunState.CANCELLED;
            return may && !kept.deleted() ? beginning.again(kept, board, request) : Decision.NOTHING;
        }
        var draft = new Draft(kept, board, limits, now, most);
        var progression = new Progression(draft);
        switch (input) {
            case RunInput.Requested requested -> wanted(draft, progression, requested.request());
            case RunInput.Observed observed -> new Observed(draft, progression).handle(observed.observation());
            case RunInput.Offered _ -> {}
            case RunInput.Woken _ -> woken(draft, progression);
            case RunInput.SayAgain again -> new Repetition(draft).of(again.type(), again.attempt());
            case RunInput.ReleaseAgain _ -> {
                if (isAtRest()) {
                    draft.say.runReleased();
                }
            }
        }
        if (draft.isEmpty() && !(input instanceof RunInput.Offered)) {
            return Decision.NOTHING;
        }
        progression.settle();
        return draft.decision();
    }

    /** Carries a decision out; it has to be the last one decided. */
    public void apply(Decision decision) {
        for (var change : decision.changes()) {
            switch (change) {
                case Change.OfRun of -> keep(of.run());
                case Change.OfActivity of -> board.set(of.activity());
            }
        }
    }

    /** When {@link RunInput.Woken} is due next; empty when it is not. */
    public Optional<Instant> nextTimer() {
        var due = board.nextDue();
        var deadline = deadline();
        if (deadline == null) {
            return due;
        }
        return due.isPresent() && due.get().isBefore(deadline) ? due : Optional.of(deadline);
    }

    /** When something follows from its age: its time-out, or the end of its disks. */
    private @Nullable Instant deadline() {
        if (run == null) {
            return null;
        }
        if (run.state().isOver()) {
            return isAtRest() && !run.released() ? run.endOfDisks(limits.diskRetention()) : null;
        }
        var timeout = run.workflow().timeout();
        return run.state() == RunState.RUNNING && timeout != null ? Times.later(run.startedAt(), timeout) : null;
    }

    @SuppressWarnings("ReferenceEquality") // only a resume brings another graph, and comparing large ones takes long
    private void keep(RunSnapshot changed) {
        var old = run;
        run = changed;
        if (old == null || old.workflow() != changed.workflow()) {
            board = board.with(changed.workflow());
        }
    }

    private static void wanted(Draft draft, Progression progression, WorkflowRequest request) {
        switch (request) {
            case RunRequested _, RunResumeRequested _ -> {}
            case RunCancelRequested cancel -> {
                if (draft.run.state() == RunState.RUNNING) {
                    progression.cancel(RunState.CANCELLED, "Cancelled by %s.".formatted(cancel.by()));
                }
            }
            case RunDeleteRequested _ -> {
                if (draft.run.state().isOver() && !draft.run.deleted()) {
                    draft.run = draft.run.unwanted();
                    if (draft.tally.unreleased() == 0) {
                        draft.say.runReleased();
                    }
                }
            }
        }
    }

    private void woken(Draft draft, Progression progression) {
        var deadline = deadline();
        if (deadline != null && !deadline.isAfter(draft.now)) {
            tooOld(draft, progression);
        }
        var patience = new Patience(draft, progression);
        for (int activity : board.due(draft.now)) {
            patience.over(draft.row(activity));
        }
    }

    private static void tooOld(Draft draft, Progression progression) {
        if (draft.run.state().isOver()) {
            draft.say.runReleased();
        } else {
            progression.cancel(
                    RunState.FAILED,
                    "Expected the run to end within its time-out of %s, but it did not."
                            .formatted(draft.run.workflow().timeout()));
        }
    }
}
