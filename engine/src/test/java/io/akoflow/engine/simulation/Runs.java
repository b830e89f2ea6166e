package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.OfAttempt;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.Message;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.RunId;
import io.akoflow.engine.run.ActivitySnapshot;
import io.akoflow.engine.run.Change;
import io.akoflow.engine.run.Run;
import io.akoflow.engine.run.RunInput;
import io.akoflow.engine.run.RunLimits;
import io.akoflow.engine.run.Shares;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Runs in a planner's memory, their timers, and what was decided and is not kept yet. */
final class Runs {

    private static final long PAUSE = 1000;
    private static final int MOST_TURNS = 2;

    private final Database database;
    private final RunLimits limits;
    private final Defect defect;
    private final Shares shares;
    private final Map<RunId, Loaded> loaded = new HashMap<>();
    private final Map<RunId, Instant> timers = new TreeMap<>();
    private final Map<RunId, Loaded> changed = new LinkedHashMap<>();
    private final List<Message> said = new ArrayList<>();
    private final Set<Long> known = new HashSet<>();
    private boolean leftByOthers;

    private static final class Loaded {
        private final Run run;
        private final Map<Integer, ActivitySnapshot> changes = new LinkedHashMap<>();
        private long version;

        private Loaded(Run run, long version) {
            this.run = run;
            this.version = version;
        }
    }

    Runs(Database database, RunLimits limits, Shares shares, Defect defect) {
        this.shares = shares;
        this.database = database;
        this.defect = defect;
        this.limits = limits;
    }

    void forget() {
        known.clear();
        leftByOthers = false;
        loaded.clear();
        shares.clear();
        timers.clear();
        changed.clear();
        said.clear();
    }

    void begin(Set<Integer> partitions) {
        for (var row : database.rows()) {
            var id = row.run().run();
            if (partitions.contains(Topic.partition(id.value()))) {
                if (row.dueAt() != null) {
                    timers.put(id, row.dueAt());
                }
                shares.note(id, row.pods(), defect != Defect.TURN_FORGOTTEN && row.waits());
            }
        }
    }

    Optional<Instant> nextTimer() {
        return timers.values().stream().min(Instant::compareTo);
    }

    List<RunId> due(Instant now) {
        return timers.entrySet().stream()
                .filter(timer -> !timer.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** These in the outbox are nobody else's. */
    void know(Collection<Long> outbox) {
        known.addAll(outbox);
    }

    /** What is in memory of runs with something left to say may be older than that. */
    void readAnew(Collection<Message> left) {
        loaded.keySet().removeIf(id -> left.stream().anyMatch(it -> it.subject().startsWith(id.value())));
    }

    /** Whether another one's transaction came so late that what it left in the outbox was not known. */
    boolean isLeftByOthers() {
        return leftByOthers;
    }

    private Loaded read(RunId id) {
        return loaded.computeIfAbsent(id, _ -> {
            leftByOthers |= database.isLeft(id, known);
            var row = database.row(id);
            return row == null
                    ? new Loaded(Run.unknown(id, limits), 0)
                    : new Loaded(
                            Run.restore(row.run(), activities(row.activities().values()), limits), row.version());
        });
    }

    private List<ActivitySnapshot> activities(Collection<ActivitySnapshot> kept) {
        return defect == Defect.PACK_FORGOTTEN ? kept.stream().map(Runs::alone).toList() : List.copyOf(kept);
    }

    private static ActivitySnapshot alone(ActivitySnapshot row) {
        return new ActivitySnapshot(
                row.activity(),
                row.state(),
                row.attempt(),
                row.userFailures(),
                row.infrastructureFailures(),
                row.memoryBytes(),
                row.validUntil(),
                row.timer(),
                row.logged(),
                row.pod(),
                row.startedAt(),
                row.endedAt(),
                row.waitingFor(),
                row.waitingReason(),
                row.failure(),
                null,
                row.unreleased());
    }

    /** The present attempt at an activity; 0 when there is none. */
    int attempt(RunId id, int activity) {
        var run = read(id).run;
        return run.snapshot().isEmpty() ? 0 : run.activity(activity).attempt();
    }

    void decide(RunId id, RunInput input, Instant now) {
        if (!decide(read(id), input, now) && read(id).run.snapshot().isEmpty()) {
            loaded.remove(id);
        }
    }

    private boolean decide(Loaded it, RunInput input, Instant now) {
        return decide(it, input, now, shares.most(it.run.id()));
    }

    private boolean decide(Loaded it, RunInput input, Instant now, int most) {
        var decision = it.run.decide(input, now, most);
        if (decision.stale()) {
            if (input instanceof RunInput.Offered) {
                shares.note(it.run, most);
            } else {
                shares.note(it.run);
            }
            return false;
        }
        it.run.apply(decision);
        for (var change : decision.changes()) {
            if (change instanceof Change.OfActivity(var row)) {
                it.changes.put(row.activity(), row);
            }
        }
        changed.put(it.run.id(), it);
        said.addAll(decision.commands());
        said.addAll(decision.facts());
        shares.note(it.run, most);
        return true;
    }

    void wake(RunId id, Instant now) {
        timers.put(id, now.plusMillis(PAUSE));
        var it = read(id);
        if (it.run.snapshot().isEmpty()) {
            timers.remove(id);
        } else if (!decide(it, new RunInput.Woken(), now)) {
            it.run.nextTimer().filter(now::isBefore).ifPresent(next -> timers.put(id, next));
        }
    }

    boolean hasTurns() {
        return shares.next().isPresent();
    }

    /** Lets some begin something whose turn it is. */
    void takeTurns(Instant now) {
        var next = shares.next();
        for (int i = 0; i < MOST_TURNS && next.isPresent(); i++) {
            decide(read(next.get()), new RunInput.Offered(), now, shares.takeTurn(next.get()));
            next = shares.next();
        }
    }

    /** Decides anew about a command that may not have been said. */
    void decideAnew(ActivityCommand command, Instant now) {
        switch (command) {
            case OfAttempt it -> decide(it.run(), new RunInput.SayAgain(MessageType.of(it), it.attemptId()), now);
            case RunReleased it -> decide(it.run(), new RunInput.ReleaseAgain(), now);
        }
    }

    Database.Batch toKeep(List<Database.Advance> advances, List<Long> settled) {
        var runs = changed.values().stream()
                .map(it -> new Database.Changed(
                        it.run.snapshot().orElseThrow(),
                        it.version,
                        List.copyOf(it.changes.values()),
                        it.run.nextTimer().orElse(null),
                        it.run.pods(),
                        it.run.waitsForRoom()))
                .toList();
        return new Database.Batch(advances, runs, List.copyOf(said), settled);
    }

    void kept() {
        changed.forEach((id, it) -> {
            it.version++;
            it.changes.clear();
            it.run.nextTimer().ifPresentOrElse(next -> timers.put(id, next), () -> timers.remove(id));
            if (it.run.isAtRest()) {
                loaded.remove(id);
            }
        });
        changed.clear();
        said.clear();
    }
}
