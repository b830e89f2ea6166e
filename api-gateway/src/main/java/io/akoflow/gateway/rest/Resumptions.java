package io.akoflow.gateway.rest;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Webhook;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.run.Rerun;
import io.akoflow.engine.run.Resumption;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.gateway.access.Verdict;
import io.akoflow.gateway.access.WorkflowCheck;
import io.akoflow.gateway.messaging.EarlierRuns;
import io.akoflow.gateway.store.ActivityQueries;
import io.akoflow.gateway.store.NamedState;
import io.akoflow.gateway.store.RunFile;
import io.akoflow.gateway.store.RunQueries;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run would go on with, and how, as far as the gateway knows; it is the planner that decides. */
@ApplicationScoped
public class Resumptions {

    private final WorkflowCheck check;
    private final RunQueries runs;
    private final ActivityQueries activities;
    private final EarlierRuns earlier;

    Resumptions(WorkflowCheck check, RunQueries runs, ActivityQueries activities, EarlierRuns earlier) {
        this.check = check;
        this.runs = runs;
        this.activities = activities;
        this.earlier = earlier;
    }

    /**
     * An edited file as the run's workflow, with its activities in the order in which the run knows them, and what
     * earlier runs took. One that can't take the place of the run's is refused here, where somebody waits for the
     * answer.
     */
    Workflow edited(RunId run, String owner, RunFile file) {
        var workflow = workflow(file);
        var known = names(activities.states(run.value()));
        before(run, known)
                .flatMap(before -> Resumption.objection(before, workflow))
                .ifPresent(why -> {
                    throw new Refusal(409, why);
                });
        var ordered = hasAll(workflow, known) ? Resumption.inOrderOf(known, workflow) : workflow;
        return earlier.known(owner, ordered);
    }

    /** Who is told when the run ends, by an edited file that was found to be one. */
    List<Webhook> webhooks(RunFile file) {
        return check.of(file.bytes()) instanceof Verdict.Valid(var _, var _, var webhooks) ? webhooks : List.of();
    }

    /** What would run if the run went on with {@code edited}, or with what it has. */
    ResumePreview preview(RunId run, @Nullable Workflow edited) {
        var known = activities.states(run.value());
        var before = before(run, names(known))
                .orElseThrow(() -> new Refusal(
                        409,
                        "Expected to have the file that the run '%s' goes by, but another one was given to the planner"
                                .formatted(run.value())));
        var now = edited == null ? before : edited;
        var reruns = Rerun.all(before, now, i -> i < known.size() ? known.get(i).state() : ActivityState.WAITING);
        return new ResumePreview(run.value(), reruns, now.activities().size() - reruns.size());
    }

    /**
     * What the run has, in its order, which an edited file need not have had; nothing when its file is not the one that
     * it goes by, because somebody has asked the planner and not the gateway.
     */
    private Optional<Workflow> before(RunId run, List<String> known) {
        return runs.file(run.value())
                .map(file -> WorkflowReader.read(file.bytes()))
                .filter(WorkflowReading.Valid.class::isInstance)
                .map(reading -> ((WorkflowReading.Valid) reading).workflow())
                .filter(workflow -> hasAll(workflow, known))
                .map(workflow -> Resumption.inOrderOf(known, workflow));
    }

    private static List<String> names(List<NamedState> known) {
        return known.stream().map(NamedState::name).toList();
    }

    private static boolean hasAll(Workflow workflow, List<String> names) {
        return new HashSet<>(names(workflow)).containsAll(names);
    }

    private static List<String> names(Workflow workflow) {
        return workflow.activities().stream().map(Activity::name).toList();
    }

    private Workflow workflow(RunFile file) {
        return switch (check.of(file.bytes())) {
            case Verdict.Valid(var workflow, var _, var _) -> workflow;
            case Verdict.Invalid(var problems) -> throw new Refusal(ProblemDetail.invalid(problems));
            case Verdict.NotAllowed(var _, var problems) -> throw new Refusal(ProblemDetail.notAllowed(problems));
        };
    }
}
