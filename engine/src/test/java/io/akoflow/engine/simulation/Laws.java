package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunId;
import io.akoflow.contract.Workflow;
import io.akoflow.engine.run.FactLaws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be true of all that can be seen from outside, whatever happens. */
final class Laws {

    private final Map<RunId, Person> people = new HashMap<>();
    private final Map<RunId, FactLaws> facts = new HashMap<>();
    private final Map<RunId, List<RunFact>> stream = new HashMap<>();
    private final Map<AttemptId, Integer> starts = new HashMap<>();
    private final Map<AttemptId, Pod> running = new HashMap<>();
    private final Map<String, Set<AttemptId>> succeeded = new HashMap<>();
    private final Set<AttemptId> withdrawn = new HashSet<>();
    private final Set<AttemptId> mayRunAgain = new HashSet<>();
    private final Set<AttemptId> timedOut = new HashSet<>();
    private final Set<AttemptId> refused = new HashSet<>();

    Laws(Scene scene) {
        scene.kafka.runs.onAppend(this::said);
    }

    void expect(Person person) {
        people.put(person.run, person);
        facts.put(person.run, new FactLaws(person.workflow.activities().size()));
        stream.put(person.run, new ArrayList<>());
    }

    Person person(RunId run) {
        return get(people, run);
    }

    FactLaws facts(RunId run) {
        return get(facts, run);
    }

    List<RunFact> stream(RunId run) {
        return get(stream, run);
    }

    private static <T> T get(Map<RunId, T> map, RunId run) {
        var found = map.get(run);
        if (found == null) {
            throw new IllegalArgumentException(run.toString());
        }
        return found;
    }

    static void check(boolean holds, String subject, String otherwise) {
        if (!holds) {
            throw new BrokenLaw(subject, otherwise);
        }
    }

    private void said(RunFact fact) {
        var before = stream(fact.run());
        var subject = Names.of(fact);
        check(fact.seq() <= before.size() + 1, subject, "the stream has a gap before " + Names.words(fact));
        if (fact.seq() <= before.size()) {
            var first = before.get((int) fact.seq() - 1);
            check(first.equals(fact), subject, "%s has the seq of %s".formatted(fact, first));
            return;
        }
        before.add(fact);
        try {
            facts(fact.run()).said(fact);
        } catch (AssertionError e) {
            throw new BrokenLaw(subject, String.valueOf(e.getMessage()));
        }
        if (fact instanceof ActivityChanged changed) {
            isTrue(changed);
        }
    }

    private void isTrue(ActivityChanged fact) {
        if (fact.failure() != null && fact.failure().kind().equals("TimedOut")) {
            check(
                    timedOut.stream().anyMatch(id -> isOf(fact, id)),
                    Names.of(fact),
                    "attempt %d is said to have timed out, but it has not".formatted(fact.attempt()));
        }
        if (fact.state() == ActivityState.SUCCEEDED) {
            hasSucceeded(fact);
        }
    }

    /** A failure is repeated with what follows it. */
    private static boolean isOf(ActivityChanged fact, AttemptId id) {
        return id.run().equals(fact.run()) && id.activity() == fact.activity() && id.attempt() <= fact.attempt();
    }

    /** Kubernetes would not have it; whoever does the command again later may find that it will. */
    void refused(AttemptId id) {
        refused.add(id);
    }

    /** Kubernetes ends it. */
    void timedOut(AttemptId id) {
        timedOut.add(id);
        person(id.run()).timesOut();
    }

    private void hasSucceeded(ActivityChanged success) {
        var pod = success.pod();
        var id = new AttemptId(success.run(), success.activity(), success.attempt());
        check(
                pod == null
                        ? succeeded.values().stream().anyMatch(all -> all.contains(id))
                        : succeeded.getOrDefault(pod.uid(), Set.of()).contains(id),
                Names.of(success),
                "attempt %d is said to have succeeded, but its command has not".formatted(success.attempt()));
    }

    void created(AttemptId id) {
        check(
                !starts.containsKey(id) || mayRunAgain.contains(id),
                Names.of(id),
                "the Job of attempt %d is made anew after its command had started".formatted(id.attempt()));
    }

    void started(Pod pod, AttemptId id) {
        var subject = Names.of(id);
        int times = starts.merge(id, 1, Integer::sum);
        check(
                times == 1 || mayRunAgain.contains(id),
                subject,
                "the command of attempt %d started %d times".formatted(id.attempt(), times));
        for (int parent : workflow(id).activities().get(id.activity()).dependsOn()) {
            check(hasSucceeded(id.run(), parent), subject, "it started before activity %d succeeded".formatted(parent));
        }
        check(isWanted(id), subject, "attempt %d started although the activity had succeeded".formatted(id.attempt()));
        check(
                !withdrawn.contains(id) || mayRunAgain.contains(id),
                subject,
                "attempt %d started although it was withdrawn".formatted(id.attempt()));
        // one that was asked to go may use its grace period, when a late dispatcher does all that was said at once
        running.entrySet()
                .removeIf(other ->
                        other.getValue().isLeaving() || other.getValue().hasEnded(other.getKey()));
        for (var other : running.keySet()) {
            check(
                    !Names.of(other).equals(subject) || mayRunAgain.contains(other) || mayRunAgain.contains(id),
                    subject,
                    "attempt %d started while attempt %d was running".formatted(id.attempt(), other.attempt()));
        }
        running.put(id, pod);
    }

    private Workflow workflow(AttemptId id) {
        return person(id.run()).workflow;
    }

    private boolean hasSucceeded(RunId run, int activity) {
        return succeeded.values().stream()
                .flatMap(Set::stream)
                .anyMatch(it -> it.activity() == activity && it.run().equals(run));
    }

    private boolean isWanted(AttemptId id) {
        @Nullable ActivityChanged last = facts(id.run()).last(id.activity());
        return last == null || last.state() != ActivityState.SUCCEEDED || mayRunAgain.contains(id);
    }

    void succeeded(Pod pod, AttemptId id) {
        succeeded.computeIfAbsent(pod.uid, _ -> new HashSet<>()).add(id);
    }

    /** It is said that nobody needs it any more. */
    void released(Job job) {
        var pod = job.pod;
        boolean isUndisturbed = job.members.stream()
                .noneMatch(id -> withdrawn.contains(id)
                        || mayRunAgain.contains(id)
                        || timedOut.contains(id)
                        || refused.contains(id));
        boolean isShared = job.members.size() > 1;
        check(
                !isShared || !isUndisturbed || pod == null || pod.isLeaving() || !pod.isRunning(),
                Names.of(job.id),
                "its pod is released, but somebody in it still runs");
    }

    /** Its withdrawal was carried out. */
    void withdrawn(AttemptId id) {
        withdrawn.add(id);
    }

    /** Somebody deletes its Job, so that nobody can keep a repeated command from making it anew while that is valid. */
    void deletedByHand(AttemptId id) {
        mayRunAgain.add(id);
    }
}
