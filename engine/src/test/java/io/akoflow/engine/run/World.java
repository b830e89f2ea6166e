package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.MessageType;
import io.akoflow.contract.Observation;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A run among a dispatcher, a watcher and a Kafka that repeat, delay, mix up and forget as they like, and a planner
 * that crashes at any time. It checks the laws at every step.
 */
final class World {

    private static final RunId ID = new RunId("01k5zq3v8m4n9p2r7s6t1w0xyz");
    private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(10);

    private final Random random;
    private final Workflow workflow;
    private final RunLimits limits = RunLimits.DEFAULT;
    private final List<ActivityCommand> said = new ArrayList<>();
    private final List<Observation> seen = new ArrayList<>();
    private final Set<AttemptId> jobs = new HashSet<>();
    private final Set<AttemptId> stopped = new HashSet<>();
    private final Set<AttemptId> everMade = new HashSet<>();
    private final Map<Integer, ActivitySnapshot> kept = new HashMap<>();
    private final Map<Integer, ActivityState> facts = new HashMap<>();
    private final Map<Integer, Integer> conclusions = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private Run run = Run.unknown(ID, limits);
    private RunState state = RunState.SUBMITTED;
    private long seq;

    World(long seed) {
        random = new Random(seed);
        workflow = Workflows.random(random);
    }

    /** Lets things happen until the run is over. */
    void live() {
        decide(new RunInput.Requested(new RunRequested(ID, now, 1, "ada", workflow)));
        for (int step = 0; !state.isOver(); step++) {
            assertThat(step).as("steps").isLessThan(200_000);
            step();
        }
        assertThat(conclusions).hasSize(workflow.activities().size());
        assertThat(conclusions.values()).containsOnly(1);
        assertThat(run.activity(0)).isEqualTo(restored().activity(0));
        drain();
    }

    /** After the end every Job is given up some day. */
    private void drain() {
        for (int step = 0; run.nextTimer().isPresent(); step++) {
            assertThat(step).as("steps after the end").isLessThan(10_000);
            now = later(run.nextTimer().get());
            decide(new RunInput.Woken());
        }
        assertThat(run.isAtRest()).isTrue();
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> dispatch();
            case 4, 5, 6 -> observe();
            case 7 -> work();
            case 8 -> wake();
            default -> crash();
        }
    }

    private void dispatch() {
        if (said.isEmpty()) {
            return;
        }
        int index = random.nextInt(said.size());
        var command = random.nextInt(8) == 0 ? said.get(index) : said.remove(index);
        switch (command) {
            case ActivityReady ready -> create(ready);
            case ActivityWithdrawn withdrawn -> stopped.add(withdrawn.attemptId());
            case ActivityReleased released -> jobs.remove(released.attemptId());
            case ActivityCheck check -> {
                if (!jobs.contains(check.attemptId())) {
                    seen.add(new Observation.ActivityLost(ID, check.activity(), check.attempt(), now));
                }
            }
            case RunReleased _ -> assertThat(state.isOver()).isTrue();
        }
    }

    private void create(ActivityReady ready) {
        if (now.isAfter(ready.validUntil())) {
            return;
        }
        if (random.nextInt(20) == 0) {
            seen.add(new Observation.ActivityWaiting(
                    ID,
                    ready.activity(),
                    ready.attempt(),
                    now,
                    Observation.ActivityWaiting.Reason.QUOTA,
                    false,
                    "quota"));
            return;
        }
        if (jobs.add(ready.attemptId())) {
            assertThat(everMade.add(ready.attemptId()))
                    .as("made twice: " + ready.attemptId())
                    .isTrue();
        }
        if (random.nextInt(10) > 0) {
            var job = new JobRef("akoflow-work", "j");
            seen.add(new Observation.ActivityDispatched(ID, ready.activity(), ready.attempt(), now, job));
        }
    }

    private void work() {
        if (jobs.isEmpty()) {
            return;
        }
        var all = jobs.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
        var id = all.get(random.nextInt(all.size()));
        var pod = new PodRef("uid-" + id, "pod", "node-" + random.nextInt(3), null);
        if (random.nextBoolean()) {
            seen.add(new Observation.ActivityStarted(ID, id.activity(), id.attempt(), now, pod));
        }
        if (random.nextInt(5) > 0) {
            seen.add(new Observation.ActivitySucceeded(ID, id.activity(), id.attempt(), now, pod, now, List.of()));
        } else {
            var classes = FailureClass.values();
            int which = random.nextInt(12);
            var failure = new Failure(
                    which == 0 ? FailureClass.CONFIGURATION : classes[which % 2], "X", 1, "cause", "advice", null);
            seen.add(new Observation.ActivityFailed(ID, id.activity(), id.attempt(), now, pod, now, failure));
        }
        if (random.nextBoolean()) {
            seen.add(new Observation.ActivityLogged(ID, id.activity(), id.attempt(), now, 1, true));
        }
    }

    private void observe() {
        if (!seen.isEmpty()) {
            int index = random.nextInt(seen.size());
            var observation = random.nextInt(4) == 0 ? seen.get(index) : seen.remove(index);
            decide(new RunInput.Observed(observation));
        }
    }

    private void wake() {
        var due = run.nextTimer();
        now = now.plusMillis(random.nextInt(2000));
        if (due.isPresent() && (random.nextInt(4) == 0 || !due.get().isAfter(now))) {
            now = later(due.get());
            decide(new RunInput.Woken());
        }
    }

    private Instant later(Instant due) {
        return due.isAfter(now) ? due : now;
    }

    /** The planner dies: what it was about to say is lost, and it reads the run from its rows. */
    private void crash() {
        run = restored();
        if (!said.isEmpty() && random.nextInt(3) == 0 && said.removeLast() instanceof ActivityCommand.OfAttempt lost) {
            var type = MessageType.of(lost);
            decide(new RunInput.SayAgain(type, lost.attemptId()));
        }
    }

    private Run restored() {
        var snapshot = run.snapshot().orElseThrow();
        var restored = Run.restore(snapshot, List.copyOf(kept.values()), limits);
        assertThat(restored.nextTimer()).isEqualTo(run.nextTimer());
        for (int i = 0; i < workflow.activities().size(); i++) {
            assertThat(restored.activity(i)).isEqualTo(run.activity(i));
        }
        return restored;
    }

    private void decide(RunInput input) {
        var before = run.snapshot();
        var decision = run.decide(input, now);
        assertThat(run.snapshot()).as("deciding changes nothing").isEqualTo(before);
        run.apply(decision);
        decision.changes().forEach(change -> {
            if (change instanceof Change.OfActivity(var row)) {
                kept.put(row.activity(), row);
            }
        });
        decision.facts().forEach(this::check);
        decision.commands().forEach(this::check);
        said.addAll(decision.commands());
        assertThat(underWay()).as("window").isLessThanOrEqualTo(window());
    }

    private long underWay() {
        return kept.values().stream().filter(ActivitySnapshot::isUnderWay).count();
    }

    private int window() {
        return workflow.parallelism() == null ? limits.window() : workflow.parallelism();
    }

    private void check(RunFact fact) {
        assertThat(fact.seq()).isEqualTo(++seq);
        switch (fact) {
            case RunFact.RunStarted _ -> state = RunState.RUNNING;
            case ActivityChanged changed -> {
                var old = facts.put(changed.activity(), changed.state());
                assertThat(old == null || !old.isOver())
                        .as("nothing follows a conclusion")
                        .isTrue();
                if (changed.state().isOver()) {
                    conclusions.merge(changed.activity(), 1, Integer::sum);
                }
            }
            case RunFact.RunEnded ended -> state = ended.state();
        }
    }

    private void check(ActivityCommand command) {
        if (command instanceof ActivityReady ready) {
            for (int parent : workflow.activities().get(ready.activity()).dependsOn()) {
                assertThat(facts.get(parent)).isEqualTo(ActivityState.SUCCEEDED);
            }
            assertThat(ready.validUntil()).isEqualTo(now.plus(limits.validity()));
        } else if (command instanceof ActivityReleased released) {
            boolean possible = said.stream()
                    .filter(ActivityReady.class::isInstance)
                    .map(ActivityReady.class::cast)
                    .anyMatch(r -> r.attemptId().equals(released.attemptId())
                            && r.validUntil().plus(CREATE_TIMEOUT).isAfter(now));
            assertThat(possible).as("a create may still be under way").isFalse();
        }
    }
}
