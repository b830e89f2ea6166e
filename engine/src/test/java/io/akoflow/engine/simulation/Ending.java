package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunState;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.StoragePolicy.Retain;
import io.akoflow.contract.Workflow.OnFailure;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.akoflow.engine.run.RunSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether everything is over, and what must be true then. */
final class Ending {

    private static final Duration UNTIL_CANCELLED = Duration.ofMinutes(5);

    private final Scene scene;
    private final List<Person> people;
    private final List<Dispatcher> dispatchers;

    Ending(Scene scene, List<Person> people, List<Dispatcher> dispatchers) {
        this.scene = scene;
        this.people = people;
        this.dispatchers = dispatchers;
    }

    boolean isAtRest() {
        return scene.database.isAllSaid() && isAllElseAtRest();
    }

    /** Whether it only has to be said what is left. */
    boolean isAllElseAtRest() {
        return scene.database.hasRead(scene.kafka)
                && scene.kubernetes.jobs().isEmpty()
                && scene.kubernetes.pods().isEmpty()
                && dispatchers.stream().allMatch(Dispatcher::isIdle)
                && people.stream().allMatch(this::isAtRest);
    }

    private boolean isAtRest(Person person) {
        var row = scene.database.row(person.run);
        return person.isContent()
                && row != null
                && row.run().state().isOver()
                && scene.laws.facts(person.run).seq() == row.run().seq()
                && row.activities().values().stream()
                        .allMatch(it -> it.unreleased().isEmpty());
    }

    /** What keeps it from rest. */
    String unrest() {
        var unrest = new ArrayList<String>();
        if (!scene.database.isAllSaid()) {
            unrest.add("something was not said");
        }
        scene.kubernetes.jobs().keySet().forEach(id -> unrest.add("there is a Job of " + id));
        scene.kubernetes.pods().forEach(pod -> unrest.add("there is a pod of " + pod.job.id));
        people.stream()
                .filter(person -> !isAtRest(person))
                .forEach(person -> unrest.add("run %s is %s"
                        .formatted(
                                Names.of(person.run),
                                scene.laws.facts(person.run).state())));
        return String.join(", ", unrest);
    }

    void check() {
        people.forEach(person -> {
            var row = Objects.requireNonNull(scene.database.row(person.run));
            checkState(person, row.run());
            checkDisks(person, row.run());
            row.activities()
                    .forEach((activity, kept) -> Laws.check(
                            scene.laws.facts(person.run).states().get(activity) == kept.state(),
                            Names.of(person.run) + "/" + activity,
                            "the stream ends otherwise than what is kept: " + kept.state()));
        });
    }

    private void checkState(Person person, RunSnapshot run) {
        if (person.isForeseeable()) {
            var states = scene.laws.facts(person.run).states();
            Laws.check(
                    isForeseen(person, run),
                    Names.of(person.run),
                    "it ended as %s, %s; foreseen was %s".formatted(run.state(), states, person.foreseen()));
        }
        Laws.check(
                run.state() != RunState.SUCCEEDED
                        || scene.laws.facts(person.run).states().stream().allMatch(ActivityState.SUCCEEDED::equals),
                Names.of(person.run),
                "it succeeded, but not all of its activities");
    }

    private boolean isForeseen(Person person, RunSnapshot run) {
        if (person.hasResumed()) {
            return run.state() == RunState.SUCCEEDED || isRefused(run);
        }
        if (run.state() == RunState.CANCELLED) {
            return person.cancelledAt() != null;
        }
        return run.state() == person.foreseenState()
                && (person.workflow.onFailure() != OnFailure.CONTINUE || isEachForeseen(person))
                && hasEndedInTime(person);
    }

    /** Its disks had been given up, and it says so. */
    private static boolean isRefused(RunSnapshot run) {
        return run.released() && String.valueOf(run.message()).contains("It was not resumed");
    }

    private boolean isEachForeseen(Person person) {
        var states = scene.laws.facts(person.run).states();
        return person.foreseen().entrySet().stream()
                .allMatch(it -> it.getValue() == (states.get(it.getKey()) == ActivityState.SUCCEEDED));
    }

    /** Unless it was to be cancelled long before it ended by itself. */
    private boolean hasEndedInTime(Person person) {
        var cancelledAt = person.cancelledAt();
        return cancelledAt == null
                || scene.laws.stream(person.run).stream()
                        .filter(RunEnded.class::isInstance)
                        .allMatch(end -> end.at().isBefore(cancelledAt.plus(UNTIL_CANCELLED)));
    }

    private void checkDisks(Person person, RunSnapshot run) {
        var storage = person.workflow.storage();
        boolean mustGo = person.hasDeleted()
                || storage.retain() == Retain.NEVER
                || (storage.retain() == Retain.ON_FAILURE && run.state() == RunState.SUCCEEDED);
        Laws.check(mustGo || !run.released(), Names.of(person.run), "its disks were given up too early");
        var left = new ArrayList<>(scene.kubernetes.claims());
        left.removeIf(claim -> !claim.contains(person.run.value()));
        if (mustGo) {
            left.removeAll(kept(person));
            Laws.check(left.isEmpty(), Names.of(person.run), "disks are left: " + left);
        }
    }

    private static List<String> kept(Person person) {
        var kept = new ArrayList<String>();
        var activities = person.workflow.activities();
        for (int i = 0; i < activities.size(); i++) {
            if (person.workflow.storage().type() == StoragePolicy.Type.STANDALONE
                    && activities.get(i).keepDisk()
                    && !person.hasDeleted()) {
                kept.add(KubernetesNames.activityClaim(
                        person.run, i, activities.get(i).name()));
            }
        }
        return kept;
    }
}
