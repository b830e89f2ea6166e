package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
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

    private static final Decision NOTHING = new Decision(List.of(), List.of(), List.of(), true);

    private final RunId id;
    private final RunLimits limits;
    private @Nullable RunSnapshot run;
    private Board board = new Board(new Graph(List.of()));

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
        return run != null && run.state().isOver() && board.unreleased() == 0;
    }

    /** What follows from {@code input} at the time {@code now}. Changes nothing. */
    public Decision decide(RunInput input, Instant now) {
        if (run == null) {
            return input instanceof RunInput.Requested(RunRequested request) ? requested(request, now) : NOTHING;
        }
        var draft = new Draft(run, board, limits, now);
        var progression = new Progression(draft);
        switch (input) {
            case RunInput.Requested requested -> wanted(draft, progression, requested.request());
            case RunInput.Observed observed -> {
                var seen = new Observed(draft, progression);
                seen.handle(observed.observation());
            }
            case RunInput.Woken _ -> woken(draft, progression);
            case RunInput.SayAgain again -> sayAgain(draft, again.type(), again.attempt());
            case RunInput.ReleaseAgain _ -> {
                if (isAtRest()) {
                    draft.say.runReleased();
                }
            }
        }
        if (draft.isEmpty()) {
            return NOTHING;
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

    private @Nullable Instant deadline() {
        if (run == null || run.state() != RunState.RUNNING || run.workflow().timeout() == null) {
            return null;
        }
        return run.startedAt().plus(run.workflow().timeout());
    }

    @SuppressWarnings("ReferenceEquality") // only a resume brings another graph, and comparing large ones takes long
    private void keep(RunSnapshot changed) {
        var old = run;
        run = changed;
        if (old == null || old.workflow() != changed.workflow()) {
            var rows = new ArrayList<ActivitySnapshot>();
            for (int i = 0; i < board.graph().size(); i++) {
                rows.add(board.row(i));
            }
            board = new Board(new Graph(changed.workflow().activities()));
            rows.forEach(board::set);
        }
    }

    private Decision requested(RunRequested request, Instant now) {
        var started = new RunSnapshot(
                id,
                request.number(),
                request.owner(),
                request.workflow(),
                RunState.RUNNING,
                0,
                now,
                null,
                null,
                null,
                null);
        var fresh = new Board(new Graph(request.workflow().activities()));
        var draft = new Draft(started, fresh, limits, now);
        draft.start(started);
        begin(draft);
        return draft.decision();
    }

    private static void begin(Draft draft) {
        for (int i = 0; i < draft.board.graph().size(); i++) {
            if (draft.state(i) == ActivityState.WAITING && draft.unfinished(i) == 0) {
                draft.row(i).state = ActivityState.READY;
            }
        }
        new Progression(draft).settle();
    }

    private void wanted(Draft draft, Progression progression, WorkflowRequest request) {
        var state = draft.run.state();
        switch (request) {
            case RunRequested _ -> {}
            case RunCancelRequested cancel -> {
                if (state == RunState.RUNNING) {
                    progression.cancel(RunState.CANCELLED, "Cancelled by %s.".formatted(cancel.by()));
                }
            }
            case RunResumeRequested resume -> {
                if (state == RunState.FAILED || state == RunState.CANCELLED) {
                    resume(draft, resume.workflow());
                }
            }
            case RunDeleteRequested _ -> {
                if (state.isOver()) {
                    draft.say.disksReleased(false);
                }
            }
        }
    }

    /** An edited workflow is taken when it has the same activities in the same order; else the old one stays. */
    private static void resume(Draft draft, @Nullable Workflow edited) {
        var old = draft.run.workflow();
        boolean same = edited != null && names(edited).equals(names(old));
        draft.start(draft.run.resumed(same && edited != null ? edited : old, draft.now));
        for (int i = 0; i < draft.board.graph().size(); i++) {
            if (draft.state(i) != ActivityState.SUCCEEDED) {
                var row = draft.row(i);
                row.rest(ActivityState.WAITING, null);
                row.userFailures = 0;
                row.infrastructureFailures = 0;
                row.failure = null;
            }
        }
        begin(draft);
    }

    private static List<String> names(Workflow workflow) {
        return workflow.activities().stream().map(activity -> activity.name()).toList();
    }

    private void woken(Draft draft, Progression progression) {
        var deadline = deadline();
        if (deadline != null && !deadline.isAfter(draft.now)) {
            progression.cancel(
                    RunState.FAILED,
                    "Expected the run to end within its time-out of %s, but it did not."
                            .formatted(draft.run.workflow().timeout()));
        }
        var observed = new Observed(draft, progression);
        for (var due : board.due(draft.now)) {
            var row = draft.row(due.activity());
            boolean late = row.timer != null && !row.timer.isAfter(draft.now);
            if (draft.run.state() == RunState.CANCELLING && row.isUnderWay() && late) {
                progression.giveUp(row);
            }
            observed.woken(row);
        }
    }

    private static void sayAgain(Draft draft, MessageType type, AttemptId id) {
        var row = draft.board.row(id.activity());
        if (row.attempt() == id.attempt() && row.isUnderWay()) {
            sayAgainOfPresent(draft, type, row);
        } else {
            sayAgainOfOver(draft, type, row, id.attempt());
        }
    }

    private static void sayAgainOfPresent(Draft draft, MessageType type, ActivitySnapshot row) {
        if (type == MessageType.ACTIVITY_READY && row.state() == ActivityState.READY) {
            draft.say.ready(draft.row(row.activity()));
        } else if (type == MessageType.ACTIVITY_CHECK) {
            draft.say.check(row.activity(), row.attempt());
        } else if (type == MessageType.ACTIVITY_WITHDRAWN && draft.run.state() == RunState.CANCELLING) {
            draft.say.withdrawn(row.activity(), row.attempt());
        }
    }

    private static void sayAgainOfOver(Draft draft, MessageType type, ActivitySnapshot row, int attempt) {
        boolean kept = row.unreleased().stream().anyMatch(one -> one.attempt() == attempt);
        if (type == MessageType.ACTIVITY_WITHDRAWN) {
            draft.say.withdrawn(row.activity(), attempt);
        } else if (type == MessageType.ACTIVITY_RELEASED && !kept) {
            draft.say.released(row.activity(), attempt);
        }
    }
}
