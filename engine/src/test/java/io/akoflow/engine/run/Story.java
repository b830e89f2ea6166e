package io.akoflow.engine.run;

import io.akoflow.contract.Observation;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunDeleteRequested;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run that has been asked for, and what happens to it, one thing after the other. */
final class Story {

    static final RunId ID = new RunId("01k5zq3v8m4n9p2r7s6t1w0xyz");
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final Run run;
    private Instant now = START;

    private Story(RunLimits limits) {
        run = Run.unknown(ID, limits);
    }

    static Story of(Workflow workflow) {
        return of(workflow, RunLimits.DEFAULT);
    }

    static Story of(Workflow workflow, RunLimits limits) {
        var story = new Story(limits);
        story.when(request(workflow));
        return story;
    }

    /** Of which nobody knows yet. */
    static Story unasked() {
        return new Story(RunLimits.DEFAULT);
    }

    static WorkflowRequest request(Workflow workflow) {
        return new RunRequested(ID, START, 1, "ada", workflow);
    }

    static WorkflowRequest cancel() {
        return new RunCancelRequested(ID, START, "ada");
    }

    static WorkflowRequest resume(@Nullable Workflow edited) {
        return new RunResumeRequested(ID, START, "ada", edited);
    }

    static WorkflowRequest delete() {
        return new RunDeleteRequested(ID, START, "ada");
    }

    Story heard(Observation... all) {
        for (var one : all) {
            when(one);
        }
        return this;
    }

    Story asked(WorkflowRequest request) {
        when(request);
        return this;
    }

    /** It is so much later than the start, and nobody woke the run up. */
    Story at(Duration sinceStart) {
        now = START.plus(sinceStart);
        return this;
    }

    /** Wakes the run up whenever it asks for it, until so much later than the start. */
    Story wokenUntil(Duration sinceStart) {
        for (var due = run.nextTimer();
                due.isPresent() && !due.get().isAfter(START.plus(sinceStart));
                due = run.nextTimer()) {
            now = due.get().isAfter(now) ? due.get() : now;
            when(new RunInput.Woken());
        }
        return at(sinceStart);
    }

    Decision when(Observation seen) {
        return when(new RunInput.Observed(seen));
    }

    Decision when(WorkflowRequest request) {
        return when(new RunInput.Requested(request));
    }

    Decision whenWoken() {
        return when(new RunInput.Woken());
    }

    Decision when(RunInput input) {
        var decision = run.decide(input, now);
        run.apply(decision);
        return decision;
    }

    Run run() {
        return run;
    }

    RunSnapshot snapshot() {
        return run.snapshot().orElseThrow();
    }

    ActivitySnapshot activity(int ordinal) {
        return run.activity(ordinal);
    }
}
