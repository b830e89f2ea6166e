package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Command;
import io.akoflow.contract.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An activity that runs when its run is resumed.
 *
 * @param activity its ordinal
 * @param because one sentence
 */
public record Rerun(int activity, String name, Reason reason, String because) {

    /** Why it runs; of several, the first. */
    public enum Reason {
        /** The run did not have it before. */
        NEW,
        /** What its result follows from is not what it was. */
        CHANGED,
        /** It failed, was cancelled, or was not run. */
        NOT_SUCCEEDED,
        /** It succeeded, but something that it depends on runs again. */
        DESCENDANT
    }

    /**
     * What runs when a run goes on with {@code now} in place of {@code before}; all else keeps its result. An activity
     * has changed when its image, command, environment or dependencies have, or the workflow's shell or mount path; not
     * when it only gets other resources, time, retries, nodes or options of its pod.
     *
     * @param now in the order of {@link Resumption#inOrderOf}
     * @param states as they are, by ordinal; of what is new, any
     * @return in the order of the ordinals
     */
    public static List<Rerun> all(Workflow before, Workflow now, IntFunction<ActivityState> states) {
        int size = now.activities().size();
        var found = new @Nullable Rerun[size];
        var next = new ArrayDeque<Integer>();
        for (int i = 0; i < size; i++) {
            found[i] = itself(before, now, i, states);
            if (found[i] != null) {
                next.add(i);
            }
        }
        var graph = new Graph(now.activities());
        while (!next.isEmpty()) {
            int parent = next.remove();
            for (int child : graph.children(parent)) {
                if (found[child] == null) {
                    found[child] = of(
                            now,
                            child,
                            Reason.DESCENDANT,
                            "It depends on '%s', which runs again."
                                    .formatted(now.activities().get(parent).name()));
                    next.add(child);
                }
            }
        }
        return Arrays.stream(found).filter(Objects::nonNull).toList();
    }

    private static @Nullable Rerun itself(Workflow before, Workflow now, int i, IntFunction<ActivityState> states) {
        if (i >= before.activities().size()) {
            return of(now, i, Reason.NEW, "It is new.");
        }
        var changes = changes(before, now, i);
        if (!changes.isEmpty()) {
            return of(now, i, Reason.CHANGED, "Changed: %s.".formatted(String.join(", ", changes)));
        }
        var state = states.apply(i);
        return state == ActivityState.SUCCEEDED
                ? null
                : of(now, i, Reason.NOT_SUCCEEDED, "It is %s.".formatted(words(state)));
    }

    private static Rerun of(Workflow workflow, int activity, Reason reason, String because) {
        return new Rerun(activity, workflow.activities().get(activity).name(), reason, because);
    }

    private static String words(ActivityState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Named as in the file. */
    @SuppressWarnings("ReferenceEquality") // most resumes bring no other workflow, and comparing large ones takes long
    private static List<String> changes(Workflow before, Workflow now, int i) {
        if (before == now) {
            return List.of();
        }
        var was = before.activities().get(i);
        var is = now.activities().get(i);
        var changes = new ArrayList<String>();
        note(changes, "image", was.image().equals(is.image()));
        note(
                changes,
                is.command() instanceof Command.Script ? "run" : "command",
                was.command().equals(is.command()));
        note(changes, "env", was.env().equals(is.env()));
        note(changes, "dependsOn", was.dependsOn().equals(is.dependsOn()));
        note(changes, "mountPath", before.mountPath().equals(now.mountPath()));
        boolean usesShell = is.command() instanceof Command.Script;
        note(changes, "shell", !usesShell || before.shell().equals(now.shell()));
        return changes;
    }

    private static void note(List<String> changes, String key, boolean same) {
        if (!same) {
            changes.add(key);
        }
    }
}
