package io.akoflow.planner.runs;

import io.akoflow.contract.Message;
import io.akoflow.contract.RunId;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.engine.run.Decision;
import io.akoflow.engine.run.RunInput;
import io.akoflow.engine.run.RunLimits;
import io.akoflow.engine.run.Shares;
import io.akoflow.planner.store.Advance;
import io.akoflow.planner.store.Batch;
import io.akoflow.planner.store.Saying;
import io.akoflow.planner.store.Standing;
import io.akoflow.planner.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs in memory, read when something happens to them. What is decided is in memory at once, and has to be kept or
 * forgotten before anything is read anew. Not thread-safe.
 */
public final class Runs {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Store store;
    private final RunLimits limits;
    private final Shares shares;
    private final int mostActivities;
    private final Timers timers = new Timers();
    private final LinkedHashMap<RunId, LoadedRun> loaded = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<LoadedRun> changed = new LinkedHashSet<>();
    private final List<Saying> said = new ArrayList<>();
    private long activities;

    /**
     * @param shares of all runs in what may be under way at once
     * @param mostActivities of runs that are kept in memory between batches
     */
    public Runs(Store store, RunLimits limits, Shares shares, int mostActivities) {
        this.store = store;
        this.limits = limits;
        this.shares = shares;
        this.mostActivities = mostActivities;
    }

    /** Forgets everything that was read or decided. */
    public void forget() {
        loaded.clear();
        changed.clear();
        said.clear();
        timers.clear();
        shares.clear();
        activities = 0;
    }

    /** Learns when the runs of {@code partitions} have to be woken, and how many pods they have. */
    public void begin(Collection<Integer> partitions) {
        for (Standing standing : store.standings(partitions)) {
            timers.set(standing.run(), standing.dueAt());
            shares.note(standing.run(), standing.pods(), standing.waits());
        }
    }

    /** When {@link #due} has something next; empty for never. */
    public Optional<Instant> nextTimer() {
        return timers.next();
    }

    /** Some of the runs that have to be woken, the most overdue first. */
    public List<RunId> due(Instant now, int most) {
        return timers.due(now, most);
    }

    /**
     * Reads those of {@code runs} that are kept and not in memory. Throws {@code ConflictException} when the outbox has
     * something of them that is not {@code known}.
     */
    public void read(Collection<RunId> runs, LongPredicate known) {
        var missing =
                runs.stream().filter(run -> !loaded.containsKey(run)).distinct().toList();
        if (!missing.isEmpty()) {
            for (var stored : store.load(missing, known)) {
                remember(LoadedRun.of(stored, limits));
            }
        }
    }

    /** The same, of those in memory, too; nothing may be decided that is not kept. */
    public void readAnew(Collection<RunId> runs, LongPredicate known) {
        runs.forEach(this::drop);
        read(runs, known);
    }

    private void remember(LoadedRun run) {
        loaded.put(run.run().id(), run);
        activities += run.size();
    }

    /** Decides about {@code event}; its run has to have been read. When it throws, nothing is decided. */
    public Outcome decide(Event event, Instant now) {
        var known = loaded.get(event.run());
        if (known != null) {
            return decide(known, event, now);
        }
        if (!(event.input() instanceof RunInput.Requested(RunRequested _))) {
            return Outcome.UNKNOWN_RUN;
        }
        var fresh = LoadedRun.fresh(event.run(), event.partition(), limits);
        var outcome = decide(fresh, event, now);
        remember(fresh);
        return outcome;
    }

    private Outcome decide(LoadedRun run, Event event, Instant now) {
        return decide(run, event, now, shares.most(event.run()));
    }

    private Outcome decide(LoadedRun run, Event event, Instant now, int most) {
        var decision = run.run().decide(event.input(), now, most);
        if (decision.stale()) {
            if (event.input() instanceof RunInput.Offered) {
                shares.note(run.run(), most);
            } else {
                shares.note(run.run());
            }
            return Outcome.STALE;
        }
        run.apply(decision);
        changed.add(run);
        say(run, decision, event.traceparent(), now);
        shares.note(run.run(), most);
        return Outcome.DECIDED;
    }

    private void say(LoadedRun run, Decision decision, @Nullable String traceparent, Instant now) {
        decision.commands().forEach(message -> say(run, message, traceparent, now));
        decision.facts().forEach(message -> say(run, message, traceparent, now));
    }

    private void say(LoadedRun run, Message message, @Nullable String traceparent, Instant now) {
        said.add(new Saying(run.run().id(), run.partition(), message, now, traceparent));
    }

    /** Wakes a run that is due and was read. When it throws, nothing is decided. */
    public void wake(RunId id, Instant now) {
        attempt(id, new RunInput.Woken(), now, shares.most(id));
    }

    private void attempt(RunId id, RunInput input, Instant now, int most) {
        var run = loaded.get(id);
        timers.set(id, run == null ? null : now.plus(PAUSE)); // in case that nothing follows from it
        if (run != null && decide(run, new Event(id, input, run.partition(), null), now, most) == Outcome.STALE) {
            var next = run.run().nextTimer().orElse(null);
            if (next == null || next.isAfter(now)) {
                timers.set(id, next);
            }
        }
    }

    /** The run whose turn it is to begin something; empty while there is no room for more, or none waits. */
    public Optional<RunId> nextTurn() {
        return shares.next();
    }

    /** Lets a run whose turn it is and that was read begin what it may. When it throws, nothing is decided. */
    public void takeTurn(RunId id, Instant now) {
        attempt(id, new RunInput.Offered(), now, shares.takeTurn(id));
    }

    /** What was decided and is to be kept. */
    public Batch toKeep(List<Advance> advances, List<Long> settled) {
        return new Batch(advances, changed.stream().map(LoadedRun::changes).toList(), said, settled);
    }

    /** What was decided is kept. */
    public void kept() {
        for (var run : changed) {
            run.kept();
            timers.set(run.run().id(), run.run().nextTimer().orElse(null));
            if (run.run().isAtRest()) {
                drop(run.run().id());
            }
        }
        changed.clear();
        said.clear();
        while (activities > mostActivities && loaded.size() > 1) {
            drop(loaded.firstEntry().getKey());
        }
    }

    private void drop(RunId id) {
        var run = loaded.remove(id);
        if (run != null) {
            activities -= run.size();
        }
    }

    /** How many pods all runs have. */
    public int pods() {
        return shares.pods();
    }

    /** How many runs wait for room. */
    public int waiting() {
        return shares.waiting();
    }

    /** How many runs are in memory. */
    public int inMemory() {
        return loaded.size();
    }
}
