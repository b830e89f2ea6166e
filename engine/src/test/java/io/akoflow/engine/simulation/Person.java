package io.akoflow.engine.simulation;

import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest;
import io.akoflow.contract.WorkflowRequest.RunCancelRequested;
import io.akoflow.contract.WorkflowRequest.RunDeleteRequested;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import io.akoflow.contract.WorkflowRequest.RunResumeRequested;
import io.akoflow.engine.run.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Submits a run through the gateway, and may cancel, resume and delete it. */
final class Person extends Part {

    private static final int UNTIL_SAID_AGAIN = 10_000;

    final RunId run;
    final Workflow workflow;

    private final List<Fate> fates;
    private final boolean cancels;
    private final boolean resumes;
    private final boolean deletes;
    private @Nullable Instant cancelledAt;
    private boolean resumed;
    private boolean timedOut;
    private boolean deleted;
    private long seqAtResume;
    private @Nullable Instant askedAt;
    private int plans;
    private int asking;
    private final Map<Integer, Boolean> foreseen;

    Person(Scene scene, RunId run, Workflow workflow, List<Fate> fates) {
        super(scene, "who asks for " + Names.of(run));
        this.run = run;
        this.workflow = workflow;
        this.fates = new ArrayList<>(fates);
        this.cancels = scene.chance.strikes(4);
        this.resumes = scene.chance.strikes(2);
        this.deletes = scene.chance.strikes(6);
        this.foreseen = foresee();
        scene.kafka.runs.onAppend(fact -> {
            if (fact.run().equals(run) && fact instanceof RunEnded) {
                plan(scene.pause(5000, 300_000), this::isOver);
            }
        });
    }

    /** How a command ends, until somebody mends it. */
    Fate fate(int activity) {
        return fates.get(activity);
    }

    @Override
    void begin() {
        askedAt = scene.time.now();
        request();
        if (cancels) {
            plan(scene.pause(60_000, 3_000_000), this::cancel);
        }
    }

    @Override
    void isLost() {}

    private void request() {
        ask(new RunRequested(run, requestedAt(), 1, "ada", workflow));
        plan(UNTIL_SAID_AGAIN, () -> {
            if (scene.laws.facts(run).state() == RunState.SUBMITTED) {
                request();
            }
        });
    }

    private Instant requestedAt() {
        return askedAt == null ? scene.time.now() : askedAt;
    }

    private void cancel() {
        if (!isStarted()) {
            plan(UNTIL_SAID_AGAIN, this::cancel);
        } else if (!resumed && !scene.laws.facts(run).state().isOver()) {
            ask(new RunCancelRequested(run, scene.time.now(), "ada"));
        }
    }

    private boolean isStarted() {
        return scene.laws.facts(run).state() != RunState.SUBMITTED;
    }

    private void plan(long pause, Runnable work) {
        plans++;
        later(pause, () -> {
            plans--;
            work.run();
        });
    }

    /** Whether nothing more is wanted. */
    boolean isContent() {
        return plans == 0 && asking == 0 && askedAt != null;
    }

    private void isOver() {
        if (asking > 0) {
            plan(UNTIL_SAID_AGAIN, this::isOver);
            return;
        }
        var state = scene.laws.facts(run).state();
        if (resumes && !resumed && (state == RunState.FAILED || state == RunState.CANCELLED)) {
            resumed = true;
            seqAtResume = scene.laws.facts(run).seq();
            fates.replaceAll(_ -> new Fate.Fails(0));
            ask(new RunResumeRequested(run, scene.time.now(), "ada", null));
        } else if (deletes
                && !deleted
                && state.isOver()
                && scene.laws.facts(run).seq() > seqAtResume) {
            deleted = true;
            ask(new RunDeleteRequested(run, scene.time.now(), "ada"));
        }
    }

    private void ask(WorkflowRequest request) {
        if (request instanceof RunCancelRequested) {
            cancelledAt = scene.time.now();
        }
        asking++;
        scene.kafka.insist(this, request, () -> asking--);
    }

    /** When it was asked to be cancelled; null when it was not. */
    @Nullable
    Instant cancelledAt() {
        return cancelledAt;
    }

    /** Something of it takes too long. */
    void timesOut() {
        timedOut = true;
    }

    boolean hasResumed() {
        return resumed;
    }

    boolean hasDeleted() {
        return deleted;
    }

    /** Whether nothing but the commands and the workflow tells how it ends; time did not. */
    boolean isForeseeable() {
        return workflow.timeout() == null && !timedOut;
    }

    /** Which activities end how when nobody disturbs or cancels, and a failure stops only what depends on it. */
    Map<Integer, Boolean> foreseen() {
        return foreseen;
    }

    RunState foreseenState() {
        return foreseen.containsValue(false) ? RunState.FAILED : RunState.SUCCEEDED;
    }

    private Map<Integer, Boolean> foresee() {
        var succeeds = new TreeMap<Integer, Boolean>();
        while (succeeds.size() < fates.size()) {
            for (int i = 0; i < fates.size(); i++) {
                var activity = workflow.activities().get(i);
                if (succeeds.keySet().containsAll(activity.dependsOn())) {
                    boolean may = activity.dependsOn().stream().allMatch(it -> succeeds.getOrDefault(it, false));
                    succeeds.put(i, may && fates.get(i).succeeds(activity));
                }
            }
        }
        return succeeds;
    }
}
