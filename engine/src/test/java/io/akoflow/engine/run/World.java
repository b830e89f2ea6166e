package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.OfAttempt;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A run among a Kafka that repeats, delays and mixes up, a {@link Dispatcher} with a twin, pods that die, a watcher
 * that forgets, people who delete Jobs, and a planner that crashes at any time. A calm world does none of this.
 */
final class World {

    static final RunId ID = new RunId("01k5zq3v8m4n9p2r7s6t1w0xyz");
    private static final int MOST_DISTURBANCES = 3;
    private static final int MOST_STEPS = 400_000;

    private final Chance chance;
    private final Workflow workflow;
    private final RunLimits limits = RunLimits.DEFAULT;
    private final Laws laws;
    private final Cluster cluster;
    private final Dispatcher dispatcher;
    private final Duration skew;
    private final Map<Integer, ActivitySnapshot> kept = new HashMap<>();
    private final List<Observation> seen = new ArrayList<>();
    private final int[] disturbances;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private Run run = Run.unknown(ID, limits);

    private World(Workflow workflow, List<Fate> fates, Chance chance) {
        this.workflow = workflow;
        this.chance = chance;
        laws = new Laws(workflow, limits);
        cluster = new Cluster(fates, this::see);
        skew = Duration.ofSeconds(chance.below(11) - 5);
        dispatcher = new Dispatcher(cluster, chance, skew, fates.size());
        disturbances = new int[fates.size()];
    }

    static World wild(Workflow workflow, List<Fate> fates, long seed) {
        return new World(workflow, fates, new Chance(seed, false));
    }

    static World calm(Workflow workflow, List<Fate> fates) {
        return new World(workflow, fates, new Chance(0, true));
    }

    Laws laws() {
        return laws;
    }

    Run run() {
        return run;
    }

    Instant now() {
        return now;
    }

    void request() {
        ask(new RunRequested(ID, now, 1, "ada", workflow));
    }

    void ask(WorkflowRequest request) {
        decide(new RunInput.Requested(request));
    }

    /** Lets things happen until the run is over, at most so many. */
    void live(int most) {
        for (int i = 0; i < most && !laws.state().isOver(); i++) {
            step();
        }
    }

    void live() {
        live(MOST_STEPS);
        assertThat(laws.state().isOver()).as("over after %d steps", MOST_STEPS).isTrue();
    }

    /** Lets time pass after the end, until nothing is left to be said; then no Job is left. */
    void rest() {
        for (int i = 0; !run.isAtRest() || !isIdle(); i++) {
            assertThat(i).as("steps after the end").isLessThan(MOST_STEPS);
            step();
        }
        assertThat(run.nextTimer().filter(next -> next.isBefore(endOfDisks()))).isEmpty();
        assertThat(cluster.jobs()).as("orphans").isEmpty();
    }

    /** Nothing follows from a run at rest but, after days, the end of its disks. */
    Instant endOfDisks() {
        var end = run.snapshot().orElseThrow().endedAt();
        return Objects.requireNonNull(end).plus(RunLimits.DEFAULT.diskRetention());
    }

    private boolean isIdle() {
        return dispatcher.isIdle() && seen.isEmpty();
    }

    private void step() {
        switch (chance.below(11)) {
            case 0, 1, 2, 3 -> dispatcher.work(now);
            case 4, 5, 6 -> observe();
            case 7, 8, 9 -> work();
            default -> pass();
        }
        if (chance.strikes(100)) {
            run = restored();
        }
    }

    private void work() {
        if (cluster.jobs().isEmpty()) {
            return;
        }
        var id = cluster.jobs().get(chance.below(cluster.jobs().size()));
        if (chance.strikes(30) && disturbances[id.activity()] < MOST_DISTURBANCES) {
            disturbances[id.activity()]++;
            disturb(id);
        } else if (cluster.job(id).isPending()) {
            if (chance.strikes(4)) {
                cluster.waits(id, now.plus(skew), chance.below(2) == 0 ? Reason.IMAGE : Reason.NODE, true);
            } else {
                cluster.start(id, now.plus(skew));
            }
        } else if (cluster.job(id).isRunning()) {
            cluster.end(id, now.plus(skew));
        } else if (chance.below(4) == 0) {
            cluster.sayAgain(id);
        }
    }

    private void disturb(AttemptId id) {
        if (chance.below(2) == 0) {
            cluster.deleteByHand(id);
        } else if (cluster.job(id).isRunning() || cluster.job(id).isPending()) {
            cluster.kill(id, now.plus(skew));
        }
    }

    /** A message may be lost, since a watcher that starts anew says again what it sees. */
    private void see(Observation observation) {
        if (!chance.strikes(20)) {
            seen.add(observation);
        }
    }

    private void observe() {
        if (!seen.isEmpty()) {
            int index = chance.any(seen);
            var observation = chance.strikes(4) ? seen.get(index) : seen.remove(index);
            decide(new RunInput.Observed(observation));
        }
    }

    private void pass() {
        var due = run.nextTimer();
        now = now.plusMillis(chance.below(2000));
        boolean bored = isIdle() && chance.below(4) == 0;
        if (due.isPresent() && (bored || chance.strikes(20) || !due.get().isAfter(now))) {
            now = due.get().isAfter(now) ? due.get() : now;
            decide(new RunInput.Woken());
        }
    }

    /** The planner as it is after it died: what it has kept is all that it knows. */
    private Run restored() {
        var restored = Run.restore(run.snapshot().orElseThrow(), List.copyOf(kept.values()), limits);
        assertThat(restored.snapshot()).isEqualTo(run.snapshot());
        assertThat(restored.nextTimer()).isEqualTo(run.nextTimer());
        assertThat(rows(restored)).isEqualTo(rows(run));
        return restored;
    }

    private static List<ActivitySnapshot> rows(Run run) {
        int size = run.snapshot().orElseThrow().workflow().activities().size();
        return IntStream.range(0, size).mapToObj(run::activity).toList();
    }

    private void decide(RunInput input) {
        var decision = run.decide(input, now);
        if (chance.strikes(50) && run.snapshot().isPresent()) {
            assertThat(restored().decide(input, now))
                    .as("decided again after a crash, from the same rows")
                    .isEqualTo(decision);
        }
        run.apply(decision);
        for (var change : decision.changes()) {
            if (change instanceof Change.OfActivity(var row)) {
                kept.put(row.activity(), row);
                if (row.startedAt() != null) {
                    var id = new AttemptId(ID, row.activity(), row.attempt());
                    assertThat(cluster.started(id, row.startedAt()))
                            .as("start of %s", row)
                            .isTrue();
                }
            }
        }
        laws.decided(decision, now);
        say(decision.commands());
    }

    private void say(List<ActivityCommand> commands) {
        int said = chance.strikes(20) ? chance.below(commands.size() + 1) : commands.size();
        for (var command : commands.subList(0, said)) {
            if (command instanceof OfAttempt about) {
                dispatcher.tell(about);
            }
        }
        if (said < commands.size()) {
            run = restored();
            now = now.plusMillis(chance.below(5000));
            for (var command : commands.subList(said, commands.size())) {
                switch (command) {
                    case OfAttempt lost -> decide(new RunInput.SayAgain(MessageType.of(lost), lost.attemptId()));
                    case RunReleased _ -> decide(new RunInput.ReleaseAgain());
                }
            }
        }
    }
}
