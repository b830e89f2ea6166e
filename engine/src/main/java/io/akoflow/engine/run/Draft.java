package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decision in the making: rows as they will be over rows as they are, and what is to be said. */
final class Draft {

    final RunLimits limits;
    final Instant now;

    /** The most pods that it may have if any begins. */
    final int most;

    final Board board;
    final Commands say;
    final Packs packs;

    /** As it will be. */
    final Tally tally;

    RunSnapshot run;
    private final RunSnapshot before;
    private final Map<Integer, ActivityRow> rows = new LinkedHashMap<>();
    private final List<ActivityCommand> commands = new ArrayList<>();
    private boolean starts;
    private int forgotten;

    Draft(RunSnapshot run, Board board, RunLimits limits, Instant now, int most) {
        this.run = run;
        this.before = run;
        this.board = board;
        this.limits = limits;
        this.now = now;
        this.most = most;
        this.tally = board.tally().copy();
        this.say = new Commands(this);
        this.packs = new Packs(this);
    }

    /** The run begins, or begins again. */
    void start(RunSnapshot asStarted) {
        run = asStarted;
        starts = true;
    }

    /** So many facts were said that are not known any more; others listened, so their numbers are not used again. */
    void forgot(int facts) {
        forgotten += facts;
    }

    /** The row to change. */
    ActivityRow row(int activity) {
        return rows.computeIfAbsent(activity, i -> new ActivityRow(board.row(i), tally));
    }

    /** A row as it will be. */
    ActivitySnapshot seen(int activity) {
        var changed = rows.get(activity);
        return changed == null ? board.row(activity) : changed.snapshot();
    }

    /** Whose pod its first attempt has a part of; null when it has one to itself. */
    @Nullable
    Integer pack(int activity) {
        var changed = rows.get(activity);
        return changed == null ? board.row(activity).pack() : changed.pack();
    }

    /** Those to change so far. */
    Collection<ActivityRow> changed() {
        return rows.values();
    }

    boolean isChanged(int activity) {
        return rows.containsKey(activity);
    }

    /** An activity's state as it will be. */
    ActivityState state(int activity) {
        var changed = rows.get(activity);
        return changed == null ? board.row(activity).state() : changed.state();
    }

    Activity activity(int activity) {
        return run.workflow().activities().get(activity);
    }

    int size() {
        return board.graph().size();
    }

    void command(ActivityCommand command) {
        commands.add(command);
    }

    boolean isEmpty() {
        return rows.isEmpty() && commands.isEmpty() && run.equals(before);
    }

    /** The most urgent activities that will be ready and not under way, and wait for no others. */
    List<Integer> held(int most) {
        if (most <= 0) {
            return List.of();
        }
        var found = new ArrayList<Integer>();
        for (int place = board.nextHeld(0); place >= 0 && found.size() < most; place = board.nextHeld(place + 1)) {
            int activity = board.graph().at(place);
            if (!rows.containsKey(activity)) {
                found.add(activity);
            }
        }
        for (var row : rows.values()) {
            if (waitsForRoom(row)) {
                found.add(row.activity);
            }
        }
        found.sort(Comparator.comparingInt(board.graph()::place));
        return found.size() > most ? found.subList(0, most) : found;
    }

    private boolean waitsForRoom(ActivityRow row) {
        boolean mayShare = row.isHeldForOthers() && board.packs().classes.of(row.activity) >= 0;
        return row.state() == ActivityState.READY && !row.isUnderWay() && !mayShare;
    }

    Decision decision() {
        var facts = facts();
        var changes = new ArrayList<Change>();
        var after = facts.isEmpty() ? run : run.withSeq(before.seq() + forgotten + facts.size());
        if (starts || !after.equals(before)) {
            changes.add(new Change.OfRun(after));
        }
        for (var row : rows.values()) {
            var snapshot = row.snapshot();
            if (!snapshot.equals(board.row(row.activity))) {
                changes.add(new Change.OfActivity(snapshot));
            }
        }
        return new Decision(changes, commands, facts, changes.isEmpty() && commands.isEmpty());
    }

    private List<RunFact> facts() {
        var facts = new ArrayList<RunFact>();
        long seq = before.seq() + forgotten;
        if (starts) {
            var workflow = run.workflow();
            facts.add(
                    new RunFact.RunStarted(run.run(), ++seq, now, run.number(), workflow.name(), run.owner(), size()));
        }
        for (var row : rows.values()) {
            if (isNews(row)) {
                facts.add(changed(row, ++seq));
            }
        }
        if (run.state().isOver() && (starts || !before.state().isOver())) {
            facts.add(ended(run.withSeq(++seq), now));
        }
        return facts;
    }

    /** That it is over, as a fact that says all that somebody needs who hears of nothing else. */
    static RunFact.RunEnded ended(RunSnapshot run, Instant at) {
        return new RunFact.RunEnded(
                run.run(),
                run.seq(),
                at,
                run.number(),
                run.workflow().name(),
                run.owner(),
                run.state(),
                Objects.requireNonNullElse(run.message(), ""));
    }

    /** What is said or released without a change that anybody sees from outside is no news. */
    private boolean isNews(ActivityRow row) {
        var old = board.row(row.activity);
        return isNew(row)
                || row.state() != old.state()
                || row.attempt() != old.attempt()
                || !Objects.equals(row.waitingFor(), old.waitingFor())
                || !Objects.equals(row.failure, old.failure())
                || !Objects.equals(row.pod, old.pod());
    }

    /** An edited workflow has it, and the one before had not. */
    private boolean isNew(ActivityRow row) {
        return row.activity >= before.workflow().activities().size();
    }

    private ActivityChanged changed(ActivityRow row, long seq) {
        return new ActivityChanged(
                run.run(),
                seq,
                now,
                row.activity,
                activity(row.activity).name(),
                row.state(),
                row.attempt(),
                row.pod,
                row.startedAt,
                row.endedAt,
                row.state() == ActivityState.BACKING_OFF ? row.timer : null,
                row.waitingFor(),
                row.failure,
                row.warnings);
    }
}
