package io.akoflow.acceptance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has to hold for every run, whatever was done to akoflow meanwhile; each returns what does not. */
final class Laws {

    private Laws() {}

    /** The states are those of the same work undisturbed. */
    static List<String> sameStates(Tale tale) {
        var work = tale.work();
        var broken = new ArrayList<String>();
        if (work.story().isResumed()) {
            states(tale.before(), Expected.of(work), broken, "before it was resumed");
        }
        var expected = work.story().isResumed() ? Expected.afterwards(work) : Expected.of(work);
        var state = RunState.valueOf(tale.end().path("state").asText());
        if (state != expected.run()) {
            broken.add("Expected the run to be %s, but it is %s: %s".formatted(expected.run(), state, tale.end()));
        }
        states(tale.activities(), expected, broken, "at last");
        return broken;
    }

    /** Where nobody was in a hurry, there are exactly as many attempts as the fates need. */
    static List<String> sameAttempts(Tale tale) {
        var work = tale.work();
        var broken = new ArrayList<String>();
        if (work.story().isRace()) {
            return broken;
        }
        var expected = Expected.of(work);
        var resumed = work.story().isResumed();
        for (int place = 0; place < work.steps().size(); place++) {
            int attempts = attempts(
                    work.steps().get(place).fate(),
                    expected.activities().get(place).iterator().next(),
                    resumed);
            int made = tale.activities().get(place).path("attempt").asInt();
            if (made != attempts) {
                broken.add("Expected %d attempts of %s, but there were %d: %s"
                        .formatted(
                                attempts,
                                Work.activityName(place),
                                made,
                                tale.activities().get(place)));
            }
        }
        return broken;
    }

    /** What had succeeded before a resumption was not run again. */
    static List<String> successesStay(Tale tale) {
        var broken = new ArrayList<String>();
        for (int place = 0; place < tale.before().size(); place++) {
            var before = tale.before().get(place);
            var after = tale.activities().get(place);
            if (state(before) == ActivityState.SUCCEEDED
                    && before.path("attempt").asInt() != after.path("attempt").asInt()) {
                broken.add("Expected %s not to run again when resumed, but it did: %s"
                        .formatted(Work.activityName(place), after));
            }
        }
        return broken;
    }

    /** Facts are counted without gap, and none is told before what it follows from. */
    static List<String> factsInOrder(Tale tale, Facts facts) {
        var broken = new ArrayList<String>();
        var succeeded = new HashSet<Integer>();
        long seq = 0;
        for (var fact : facts.of(tale.run()).values()) {
            if (fact.seq() != ++seq) {
                broken.add("Expected fact %d, but it is %s".formatted(seq, fact));
                seq = fact.seq();
            }
            if (fact instanceof ActivityChanged changed) {
                follow(tale.work(), changed, succeeded, broken);
            }
        }
        if (seq != tale.end().path("seq").asLong()) {
            broken.add("Expected the last fact to be %s, but it is %d"
                    .formatted(tale.end().path("seq"), seq));
        }
        return broken;
    }

    /** The stream of events told every activity's last state, and nothing twice. */
    static List<String> streamWhole(Tale tale) {
        var broken = new ArrayList<>(tale.listener().complaints());
        var told = tale.listener().lastTold();
        for (var activity : tale.activities()) {
            int place = activity.path("activity").asInt();
            var kept = Listener.told(activity);
            if (!kept.equals(told.get(place))) {
                broken.add("Expected the stream to tell %s of %s, but the last was %s"
                        .formatted(kept, Work.activityName(place), told.get(place)));
            }
        }
        return broken;
    }

    private static void follow(Work work, ActivityChanged changed, Set<Integer> succeeded, List<String> broken) {
        switch (changed.state()) {
            case SUCCEEDED -> succeeded.add(changed.activity());
            case DISPATCHED, RUNNING -> {
                var missing = work.steps().get(changed.activity()).parents().stream()
                        .filter(parent -> !succeeded.contains(parent))
                        .toList();
                if (!missing.isEmpty()) {
                    broken.add("Expected %s to have succeeded before %s".formatted(missing, changed));
                }
            }
            case WAITING, READY, BACKING_OFF, FAILED, CANCELLED, SKIPPED -> succeeded.remove(changed.activity());
        }
    }

    private static void states(List<JsonNode> activities, Expected expected, List<String> broken, String when) {
        if (activities.size() != expected.activities().size()) {
            broken.add("Expected %d activities, but there are %d"
                    .formatted(expected.activities().size(), activities.size()));
            return;
        }
        for (int place = 0; place < activities.size(); place++) {
            if (!expected.activities().get(place).contains(state(activities.get(place)))) {
                broken.add("Expected %s to be one of %s %s, but it is %s"
                        .formatted(
                                Work.activityName(place),
                                expected.activities().get(place),
                                when,
                                activities.get(place)));
            }
        }
    }

    private static ActivityState state(JsonNode activity) {
        return ActivityState.valueOf(activity.path("state").asText());
    }

    private static int attempts(Fate fate, ActivityState end, boolean resumed) {
        return switch (end) {
            case SUCCEEDED -> fate.failures() + 1;
            case FAILED -> fate.allowedAttempts() + (resumed ? 1 : 0);
            case SKIPPED -> resumed ? (fate.isGood() ? fate.failures() + 1 : 1) : 0;
            case WAITING, READY, DISPATCHED, RUNNING, BACKING_OFF, CANCELLED ->
                throw new IllegalStateException("Expected an end without haste, but it is " + end);
        };
    }
}
