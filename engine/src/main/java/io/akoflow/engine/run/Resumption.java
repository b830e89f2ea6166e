package io.akoflow.engine.run;

import io.akoflow.contract.Activity;
import io.akoflow.contract.Workflow;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an edited workflow has to be so that a run that is over can go on with it, and what is told when it can't. */
public final class Resumption {

    private static final String NOT_RESUMED = " It was not resumed: ";

    private Resumption() {}

    /** Why {@code edited} can't take the place of {@code old} in a run; empty when it can. */
    public static Optional<String> objection(Workflow old, Workflow edited) {
        return missing(old, edited)
                .or(() -> Objects.equals(old.namespace(), edited.namespace())
                        ? Optional.empty()
                        : Optional.of(
                                "Expected the edited workflow to stay in %s, but it is in %s; submit it as a new run"
                                        .formatted(namespace(old), namespace(edited))))
                .or(() -> sameDisks(old, edited)
                        ? Optional.empty()
                        : Optional.of(
                                "Expected the edited workflow to keep its disks, but its storage has another type,"
                                        + " class or size; submit it as a new run"));
    }

    private static Optional<String> missing(Workflow old, Workflow edited) {
        var there = edited.activities().stream().map(Activity::name).collect(Collectors.toSet());
        return old.activities().stream()
                .map(Activity::name)
                .filter(name -> !there.contains(name))
                .findFirst()
                .map(("Expected the edited workflow to have every activity of the run, but '%s' is not there;"
                        + " submit it as a new run")::formatted);
    }

    /**
     * {@code edited} with its activities in the order in which a run knows them, since an activity's ordinal stays as
     * long as its run, and those that the run does not know after them, in the order of the file.
     *
     * @param known names by ordinal, all of which {@code edited} has
     */
    public static Workflow inOrderOf(List<String> known, Workflow edited) {
        var activities = edited.activities();
        var names = activities.stream().map(Activity::name).toList();
        if (names.subList(0, known.size()).equals(known)) {
            return edited;
        }
        var order = new LinkedHashSet<>(known);
        order.addAll(names);
        var from = places(names);
        var to = places(List.copyOf(order));
        var moved = order.stream()
                .map(name -> activities.get(from.getOrDefault(name, -1)))
                .map(activity -> activity.withDependencies(activity.dependsOn().stream()
                        .map(parent -> to.getOrDefault(names.get(parent), -1))
                        .toList()))
                .toList();
        return edited.withActivities(moved);
    }

    private static Map<String, Integer> places(List<String> names) {
        var places = new HashMap<String, Integer>();
        names.forEach(name -> places.put(name, places.size()));
        return places;
    }

    private static String namespace(Workflow workflow) {
        return workflow.namespace() == null
                ? "the deployment's namespace"
                : "the namespace '%s'".formatted(workflow.namespace());
    }

    private static boolean sameDisks(Workflow old, Workflow edited) {
        var was = old.storage();
        var is = edited.storage();
        return was.type() == is.type()
                && was.size().equals(is.size())
                && Objects.equals(was.storageClassName(), is.storageClassName());
    }

    /** The run stays as it is, and says once why it does not go on. */
    static Decision refused(RunSnapshot over, String why) {
        var before = Objects.requireNonNullElse(over.message(), "");
        int told = before.indexOf(NOT_RESUMED);
        var message = (told < 0 ? before : before.substring(0, told)) + NOT_RESUMED + why + ".";
        if (message.equals(before)) {
            return Decision.NOTHING;
        }
        var run = over.saying(message).withSeq(over.seq() + 1);
        var at = Objects.requireNonNullElse(run.endedAt(), run.startedAt());
        var fact = Draft.ended(run, at);
        return new Decision(List.of(new Change.OfRun(run)), List.of(), List.of(fact), false);
    }
}
