package io.akoflow.engine.run;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A decision in the making: rows as they will be over rows as they are, and what is to be said. */
final class Draft {

    final RunLimits limits;
    final Instant now;
    final Board board;
    final Commands say;
    RunSnapshot run;
    private final RunSnapshot before;
    private final Map<Integer, ActivityRow> rows = new LinkedHashMap<>();
    private final List<ActivityCommand> commands = new ArrayList<>();
    private boolean starts;

    Draft(RunSnapshot run, Board board, RunLimits limits, Instant now) {
        this.run = run;
        this.before = run;
        this.board = board;
        this.limits = limits;
        this.now = now;
        this.say = new Commands(this);
    }

    /** The run begins, or begins again. */
    void start(RunSnapshot asStarted) {
        run = asStarted;
        starts = true;
    }

    /** The row to change. */
    ActivityRow row(int activity) {
        return rows.computeIfAbsent(activity, i -> ActivityRow.of(board.row(i)));
    }

    /** An activity's state as it will be. */
    ActivityState state(int activity) {
        var changed = rows.get(activity);
        return changed == null ? board.row(activity).state() : changed.state;
    }

    void command(ActivityCommand command) {
        commands.add(command);
    }

    boolean isEmpty() {
        return rows.isEmpty() && commands.isEmpty() && run.equals(before);
    }

    /** How many activities will be in a state. */
    int count(ActivityState state) {
        int count = board.count(state);
        for (var row : rows.values()) {
            count += (row.state == state ? 1 : 0) - (board.row(row.activity).state() == state ? 1 : 0);
        }
        return count;
    }

    int underWay() {
        int count = board.underWay();
        for (var row : rows.values()) {
            count += (row.isUnderWay() ? 1 : 0) - (board.row(row.activity).isUnderWay() ? 1 : 0);
        }
        return count;
    }

    int unreleased() {
        int count = board.unreleased();
        for (var row : rows.values()) {
            count +=
                    row.unreleased.size() - board.row(row.activity).unreleased().size();
        }
        return count;
    }

    /** How many of an activity's dependencies will not have succeeded. */
    int unfinished(int activity) {
        int unfinished = 0;
        for (int parent : board.graph().parents(activity)) {
            unfinished += state(parent) == ActivityState.SUCCEEDED ? 0 : 1;
        }
        return unfinished;
    }

    /** The most urgent activities that will be ready and not under way. */
    List<Integer> held(int most) {
        if (most <= 0) {
            return List.of();
        }
        var found = new ArrayList<Integer>();
        for (var held = board.held(); held.hasNext() && found.size() < most; ) {
            int activity = held.next();
            if (!rows.containsKey(activity)) {
                found.add(activity);
            }
        }
        for (var row : rows.values()) {
            if (row.state == ActivityState.READY && !row.isUnderWay()) {
                found.add(row.activity);
            }
        }
        found.sort(board.graph()::compare);
        return found.size() > most ? found.subList(0, most) : found;
    }

    Decision decision() {
        var facts = facts();
        var changes = new ArrayList<Change>();
        var after = run.withSeq(before.seq() + facts.size());
        if (starts || !after.equals(before)) {
            changes.add(new Change.OfRun(after));
        }
        rows.values().stream()
                .map(ActivityRow::snapshot)
                .filter(row -> !row.equals(board.row(row.activity())))
                .forEach(row -> changes.add(new Change.OfActivity(row)));
        return new Decision(changes, commands, facts, changes.isEmpty() && commands.isEmpty());
    }

    private List<RunFact> facts() {
        var facts = new ArrayList<RunFact>();
        long seq = before.seq();
        if (starts) {
            var workflow = run.workflow();
            facts.add(new RunFact.RunStarted(
                    run.run(),
                    ++seq,
                    now,
                    run.number(),
                    workflow.name(),
                    run.owner(),
                    workflow.activities().size()));
        }
        for (var row : rows.values()) {
            if (isNews(row)) {
                facts.add(changed(row, ++seq));
            }
        }
        if (run.state().isOver() && !before.state().isOver()) {
            facts.add(new RunFact.RunEnded(
                    run.run(), ++seq, now, run.state(), Objects.requireNonNullElse(run.message(), "")));
        }
        return facts;
    }

    /** What is said or released without a change that anybody sees from outside is no news. */
    private boolean isNews(ActivityRow row) {
        var old = board.row(row.activity);
        return row.state != old.state()
                || !Objects.equals(row.waitingFor, old.waitingFor())
                || !Objects.equals(row.failure, old.failure())
                || (row.pod != null && !row.pod.equals(old.pod()));
    }

    private ActivityChanged changed(ActivityRow row, long seq) {
        return new ActivityChanged(
                run.run(),
                seq,
                now,
                row.activity,
                run.workflow().activities().get(row.activity).name(),
                row.state,
                row.attempt,
                row.pod,
                row.startedAt,
                row.endedAt,
                row.state == ActivityState.BACKING_OFF ? row.timer : null,
                row.waitingFor,
                row.failure);
    }
}
