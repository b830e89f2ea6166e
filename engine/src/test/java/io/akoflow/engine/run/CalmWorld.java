package io.akoflow.engine.run;

import io.akoflow.contract.ActivityCommand;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * A run among parts that say everything once, in order and at once, at 2,000 messages a second; every command works.
 */
final class CalmWorld {

    private static final RunId ID = new RunId("01k5zq3v8m4n9p2r7s6t1w0xyz");
    private static final Duration BETWEEN = Duration.ofNanos(500_000);
    private static final JobRef JOB = new JobRef("akoflow-work", "job");
    private static final PodRef POD = new PodRef("4f6c2b1e-5a57-4e0e-9d5e-0c8f3a1b2c3d", "pod", "node", null);

    private final Run run = Run.unknown(ID, RunLimits.DEFAULT);
    private final Queue<Observation> said = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private long observations;

    CalmWorld(Workflow workflow) {
        decide(new RunInput.Requested(new RunRequested(ID, now, 1, "ada", workflow)));
    }

    Run run() {
        return run;
    }

    /** How many observations there were. */
    long observations() {
        return observations;
    }

    /** Lets everything happen until the run is over and every Job is released. */
    void live() {
        while (!said.isEmpty()) {
            step();
        }
        while (run.nextTimer().isPresent()) {
            now = run.nextTimer().get();
            decide(new RunInput.Woken());
        }
    }

    /** Lets {@code observations} happen. */
    void live(int observations) {
        for (int i = 0; i < observations; i++) {
            step();
        }
    }

    private void step() {
        observations++;
        now = now.plus(BETWEEN);
        decide(new RunInput.Observed(said.remove()));
        var due = run.nextTimer();
        if (due.isPresent() && !due.get().isAfter(now)) {
            decide(new RunInput.Woken());
        }
    }

    private void decide(RunInput input) {
        var decision = run.decide(input, now);
        run.apply(decision);
        decision.commands().forEach(this::hear);
    }

    private void hear(ActivityCommand command) {
        if (command instanceof ActivityReady(var id, var activity, var attempt, var _, var _, var _, var _)) {
            said.add(new ActivityDispatched(id, activity, attempt, now, JOB));
            said.add(new ActivityStarted(id, activity, attempt, now, POD));
            said.add(new ActivitySucceeded(id, activity, attempt, now, POD, now, List.of()));
            said.add(new ActivityLogged(id, activity, attempt, now, 0, true));
        }
    }
}
