package io.akoflow.engine.run;

import io.akoflow.contract.RunFact;
import io.akoflow.contract.Workflow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What keeps a run that is over from going on, and how that is told. */
public final class Resumption {

    private static final String NOT_RESUMED = " It was not resumed: ";

    private Resumption() {}

    /** Why {@code edited} can't take the place of {@code old} in a run; empty when it can. */
    public static Optional<String> objection(Workflow old, Workflow edited) {
        return activities(old, edited)
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

    private static Optional<String> activities(Workflow old, Workflow edited) {
        int before = old.activities().size();
        int now = edited.activities().size();
        for (int i = 0; i < Math.min(before, now); i++) {
            var was = old.activities().get(i).name();
            var is = edited.activities().get(i).name();
            if (!is.equals(was)) {
                return otherActivities("number %d is '%s' and was '%s'".formatted(i + 1, is, was));
            }
        }
        return before == now ? Optional.empty() : otherActivities("it has %d and had %d".formatted(now, before));
    }

    private static Optional<String> otherActivities(String difference) {
        return Optional.of("Expected the edited workflow to have the same activities in the same order, but %s;"
                        .formatted(difference)
                + " submit it as a new run");
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
        var fact = new RunFact.RunEnded(run.run(), run.seq(), at, run.state(), message);
        return new Decision(List.of(new Change.OfRun(run)), List.of(), List.of(fact), false);
    }
}
