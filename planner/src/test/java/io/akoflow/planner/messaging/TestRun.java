package io.akoflow.planner.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Command;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.Message;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.PodOptions;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.Resources;
import io.akoflow.contract.RetryPolicy;
import io.akoflow.contract.RunFact;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunId;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.contract.Workflow;
import io.akoflow.contract.WorkflowRequest.RunRequested;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A run of a workflow for tests, and what the others say of it. */
record TestRun(RunId id, Workflow workflow) {

    private static final String ULID = "0123456789abcdefghjkmnpqrstvwxyz";

    /** Each activity depends on the one before. */
    static TestRun chain(int length) {
        return of(length, null, i -> i == 0 ? List.of() : List.of(i - 1));
    }

    /** No activity depends on another. */
    static TestRun flat(int size, @Nullable Integer parallelism) {
        return of(size, parallelism, _ -> List.of());
    }

    /** The same with other dependencies for its last activity. */
    static Workflow dependingOn(Workflow it, List<Integer> parents) {
        var activities = new ArrayList<>(it.activities());
        activities.set(activities.size() - 1, activity(activities.size() - 1, parents));
        return new Workflow(
                it.name(),
                it.namespace(),
                it.storage(),
                it.mountPath(),
                it.shell(),
                it.parallelism(),
                it.onFailure(),
                it.timeout(),
                activities);
    }

    private static TestRun of(int size, @Nullable Integer parallelism, IntFunction<List<Integer>> parents) {
        var activities = IntStream.range(0, size)
                .mapToObj(i -> activity(i, parents.apply(i)))
                .toList();
        var storage = new StoragePolicy(StoragePolicy.Type.SHARED, null, "1Gi", StoragePolicy.Retain.ON_FAILURE);
        var id = new RunId(ThreadLocalRandom.current()
                .ints(25, 0, ULID.length())
                .mapToObj(i -> ULID.substring(i, i + 1))
                .collect(Collectors.joining("", "0", "")));
        return new TestRun(
                id,
                new Workflow(
                        "test",
                        null,
                        storage,
                        "/data",
                        List.of("/bin/sh", "-ec"),
                        parallelism,
                        Workflow.OnFailure.FINISH,
                        null,
                        activities));
    }

    private static Activity activity(int i, List<Integer> dependsOn) {
        return new Activity(
                "a" + i,
                "alpine:3.20",
                new Command.Script("true"),
                dependsOn,
                Resources.NONE,
                Map.of(),
                null,
                RetryPolicy.ONCE,
                Map.of(),
                false,
                PodOptions.NONE);
    }

    RunRequested requested() {
        return new RunRequested(id, Instant.now(), 1, "local", workflow);
    }

    /** All that is seen of an attempt that goes well. */
    static List<Message> success(ActivityReady ready) {
        return List.of(dispatched(ready), started(ready), succeeded(ready), logged(ready));
    }

    static ActivityDispatched dispatched(ActivityReady it) {
        return new ActivityDispatched(
                it.run(), it.activity(), it.attempt(), Instant.now(), new JobRef("akoflow-work", "job"));
    }

    static ActivityStarted started(ActivityReady it) {
        return new ActivityStarted(it.run(), it.activity(), it.attempt(), Instant.now(), pod(it));
    }

    static ActivitySucceeded succeeded(ActivityReady it) {
        return new ActivitySucceeded(
                it.run(), it.activity(), it.attempt(), Instant.now(), pod(it), Instant.now(), List.of());
    }

    static ActivityLogged logged(ActivityReady it) {
        return new ActivityLogged(it.run(), it.activity(), it.attempt(), Instant.now(), 0, true);
    }

    private static PodRef pod(ActivityReady it) {
        return new PodRef(it.attemptId().toString(), "pod", "node", null);
    }

    boolean hasEnded(Others others) {
        return !others.heard(id, RunEnded.class).isEmpty();
    }

    /** Each once, whatever was repeated. */
    List<RunFact> facts(Others others) {
        return others.heard(id, RunFact.class).stream().distinct().toList();
    }

    /** That no number is missing, and none was used twice. */
    void hasGaplessFacts(Others others) {
        var facts = facts(others);
        assertThat(facts)
                .extracting(RunFact::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, facts.size()).boxed().toList());
    }

    /** Activities as they became so. */
    List<Integer> inState(Others others, ActivityState state) {
        return facts(others).stream()
                .filter(fact -> fact instanceof ActivityChanged changed && changed.state() == state)
                .map(fact -> ((ActivityChanged) fact).activity())
                .toList();
    }

    boolean isReady(Others others, int activity) {
        return others.heard(id, ActivityReady.class).stream().anyMatch(it -> it.activity() == activity);
    }

    /** The last that was said about an activity. */
    ActivityReady ready(Others others, int activity) {
        return others.heard(id, ActivityReady.class).stream()
                .filter(it -> it.activity() == activity)
                .reduce((_, last) -> last)
                .orElseThrow();
    }
}
