package io.akoflow.cli;

import java.util.List;

/** Says why activities failed and what to do about it: of some, as a failure may be that of thousands. */
final class Failures {

    private static final int MOST = 5;

    private Failures() {}

    /** Cause, advice and the end of the log of each. */
    static void print(Console console, String run, List<Seen> failed, boolean all) {
        var colours = console.colours();
        int most = all ? failed.size() : Math.min(MOST, failed.size());
        for (var activity : failed.subList(0, most)) {
            console.out().println();
            console.out().println(colours.byState(activity.stateText(), activity.name() + activity.failure() + ":"));
            activity.remarks().forEach(remark -> console.out().println("  " + remark));
        }
        if (failed.size() > most) {
            console.out().println();
            console.out()
                    .println("… and %d more failed: see 'akoflow show %s --all'.".formatted(failed.size() - most, run));
        }
    }
}
