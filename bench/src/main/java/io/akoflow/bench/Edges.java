package io.akoflow.bench;

import io.akoflow.bench.Moments.What;
import java.util.ArrayList;
import java.util.List;

/** From the end of the last pod that an activity depends on to its own Job, and the hops between. */
final class Edges {

    private final List<Long> whole = new ArrayList<>();
    private final List<Long> watch = new ArrayList<>();
    private final List<Long> toPlanner = new ArrayList<>();
    private final List<Long> decideAndStore = new ArrayList<>();
    private final List<Long> toJob = new ArrayList<>();

    /** Adds every activity that depends on another one. */
    void add(Shape shape, Moments moments) {
        for (int i = 0; i < shape.dependencies().size(); i++) {
            if (!shape.dependencies().get(i).isEmpty()) {
                add(i, last(shape.dependencies().get(i), moments), moments);
            }
        }
    }

    private void add(int activity, int parent, Moments moments) {
        var ended = new Moment(What.POD_ENDED, parent);
        var endSaid = new Moment(What.END_SAID, parent);
        var decided = new Moment(What.READY_DECIDED, activity);
        var readySaid = new Moment(What.READY_SAID, activity);
        var created = new Moment(What.JOB_CREATED, activity);
        put(whole, moments, ended, created);
        put(watch, moments, ended, endSaid);
        put(toPlanner, moments, endSaid, decided);
        put(decideAndStore, moments, decided, readySaid);
        put(toJob, moments, readySaid, created);
    }

    private record Moment(What what, int activity) {}

    private static void put(List<Long> list, Moments moments, Moment from, Moment to) {
        var begin = moments.of(from.what(), from.activity());
        var end = moments.of(to.what(), to.activity());
        if (begin != null && end != null) {
            list.add(end - begin);
        }
    }

    private static int last(List<Integer> parents, Moments moments) {
        int last = parents.getFirst();
        for (int parent : parents) {
            var end = moments.of(What.POD_ENDED, parent);
            var latest = moments.of(What.POD_ENDED, last);
            if (end != null && (latest == null || end > latest)) {
                last = parent;
            }
        }
        return last;
    }

    List<Figures> rows(String name) {
        return List.of(
                Figures.of(name + ": edge", whole),
                Figures.of("  watch: pod ended → said by the watcher", watch),
                Figures.of("  Kafka: said by the watcher → in the planner", toPlanner),
                Figures.of("  decide and store: in the planner → said by it", decideAndStore),
                Figures.of("  Kafka and create: said by the planner → Job created", toJob));
    }
}
