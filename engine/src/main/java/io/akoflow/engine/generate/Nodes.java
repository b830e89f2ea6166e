package io.akoflow.engine.generate;

import io.akoflow.engine.draft.Draft;
import io.akoflow.engine.draft.DraftActivity;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Activities that wait, or do nothing at all, and differ in their names and dependencies only. */
final class Nodes {

    private static final Node NOWHERE = new Node.Scalar(0, 0, "", true);

    private final Work work;
    private final List<DraftActivity> activities = new ArrayList<>();

    Nodes(Work work) {
        this.work = work;
    }

    /** One more, after others; returns its name. */
    String add(String name, List<String> after) {
        boolean isIdle = work.seconds().signum() == 0;
        var seconds = work.seconds().stripTrailingZeros().toPlainString();
        var activity = new DraftActivity(name, NOWHERE).run(isIdle ? "true" : "sleep " + seconds);
        if (!isIdle) {
            activity.expected(work.seconds());
        }
        after.forEach(activity::dependsOn);
        activities.add(activity);
        return name;
    }

    Draft draft(String name) {
        return new Draft(name, work.image(), Map.of(), activities);
    }

    int size() {
        return activities.size();
    }
}
