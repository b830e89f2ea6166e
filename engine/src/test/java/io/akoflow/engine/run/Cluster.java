package io.akoflow.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.Member;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.AttemptSpec;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.contract.PodRef;
import io.akoflow.engine.kubernetes.KubernetesNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Jobs and their pods, and what dispatcher and watcher say of them. It holds the laws about commands that start. */
final class Cluster {

    private final List<Fate> fates;
    private final Consumer<Observation> ear;
    private final Map<AttemptId, Job> jobs = new LinkedHashMap<>();
    private final List<AttemptId> ids = new ArrayList<>();
    private final Map<Integer, Integer> failures = new HashMap<>();
    private final Map<AttemptId, Set<Instant>> starts = new HashMap<>();

    /** Attempts whose Job was deleted by hand, so that a repeated command may make it anew. */
    private final Set<AttemptId> deletedByHand = new HashSet<>();

    private final Set<AttemptId> withdrawnInTime = new HashSet<>();
    private final Set<AttemptId> runAgainByHand = new HashSet<>();

    /** One attempt's part of a Job, with its container; or only of its tombstone, which was never ready. */
    static final class Job {
        private final AttemptId lead;
        private final @Nullable AttemptSpec spec;
        private @Nullable Instant startedAt;
        private @Nullable Instant endedAt;
        private @Nullable Failure failure;

        private Job(AttemptId lead, @Nullable AttemptSpec spec) {
            this.lead = lead;
            this.spec = spec;
        }

        boolean isRunning() {
            return startedAt != null && endedAt == null;
        }

        boolean isPending() {
            return startedAt == null && endedAt == null;
        }
    }

    Cluster(List<Fate> fates, Consumer<Observation> ear) {
        this.fates = fates;
        this.ear = ear;
    }

    List<AttemptId> jobs() {
        return ids;
    }

    Job job(AttemptId id) {
        return Objects.requireNonNull(jobs.get(id));
    }

    /** Whether a container of this attempt started then. */
    boolean started(AttemptId id, Instant at) {
        return starts.getOrDefault(id, Set.of()).contains(at);
    }

    static PodRef pod(AttemptId id) {
        return new PodRef("uid-" + id, "pod", "node-" + id.activity() % 3, null);
    }

    /** Creates the Job, unless it is there or refused. */
    void create(ActivityReady ready, Instant now) {
        var specs = new LinkedHashMap<AttemptId, AttemptSpec>();
        specs.put(ready.attemptId(), ready.spec());
        ready.others()
                .forEach(other ->
                        specs.put(new AttemptId(ready.run(), other.activity(), other.attempt()), other.spec()));
        if (specs.keySet().stream().anyMatch(id -> fates.get(id.activity()) instanceof Fate.Refused)) {
            var refusal = Fate.failure(FailureClass.CONFIGURATION, "Refused");
            specs.keySet()
                    .forEach(
                            id -> ear.accept(new ActivityRefused(id.run(), id.activity(), id.attempt(), now, refusal)));
            return;
        }
        boolean isNew = !jobs.containsKey(ready.attemptId());
        specs.forEach((id, spec) -> create(id, spec, ready.attemptId(), isNew, now));
    }

    /** Whoever is not in the Job that has the name is lost. */
    private void create(AttemptId id, AttemptSpec spec, AttemptId lead, boolean isNew, Instant now) {
        if (isNew) {
            assertThat(starts.containsKey(id) && !deletedByHand.contains(id))
                    .as("command of %s may start twice", id)
                    .isFalse();
            assertThat(ids.stream().filter(other -> isBeside(id, other)))
                    .as("another attempt runs beside " + id)
                    .isEmpty();
            jobs.put(id, new Job(lead, spec));
            ids.add(id);
        }
        boolean isThere = jobs.containsKey(id) && job(id).lead.equals(lead);
        var name = KubernetesNames.job(lead, "a" + lead.activity());
        var job = new JobRef("akoflow-work", name);
        ear.accept(
                isThere
                        ? new ActivityDispatched(id.run(), id.activity(), id.attempt(), now, job)
                        : new ActivityLost(id.run(), id.activity(), id.attempt(), now));
    }

    /**
     * Nobody can know of a Job that was deleted by hand after it ended, and so nobody can keep it from running again.
     */
    private boolean isBeside(AttemptId id, AttemptId other) {
        return other.activity() == id.activity()
                && job(other).endedAt == null
                && !runAgainByHand.contains(id)
                && !runAgainByHand.contains(other);
    }

    void check(ActivityCheck check, Instant now) {
        var lead = check.attemptId();
        for (var id : with(lead, check.others())) {
            if (jobs.containsKey(id) && job(id).lead.equals(lead)) {
                sayAgain(id);
            } else {
                ear.accept(new ActivityLost(id.run(), id.activity(), id.attempt(), now));
            }
        }
    }

    private static List<AttemptId> with(AttemptId lead, List<Member> others) {
        var all = new ArrayList<AttemptId>(List.of(lead));
        others.forEach(other -> all.add(new AttemptId(lead.run(), other.activity(), other.attempt())));
        return all;
    }

    /** All who share its pod. */
    private List<AttemptId> podOf(AttemptId id) {
        var lead = job(id).lead;
        return ids.stream().filter(other -> job(other).lead.equals(lead)).toList();
    }

    void waits(AttemptId id, Instant now, Reason reason, boolean dispatched) {
        var message = "It waits since " + now.getEpochSecond() / 60 + ".";
        ear.accept(new ActivityWaiting(id.run(), id.activity(), id.attempt(), now, reason, dispatched, message));
    }

    void start(AttemptId id, Instant now) {
        assertThat(withdrawnInTime.contains(id) && !deletedByHand.contains(id))
                .as("%s starts though it was withdrawn", id)
                .isFalse();
        job(id).startedAt = now;
        starts.computeIfAbsent(id, _ -> new HashSet<>()).add(now);
        ear.accept(new ActivityStarted(id.run(), id.activity(), id.attempt(), now, pod(id)));
    }

    /** The command ends as it must, if it does so by itself. */
    void end(AttemptId id, Instant now) {
        var job = job(id);
        var fate = fates.get(id.activity());
        var activity = Objects.requireNonNull(job.spec).activity();
        var timeout = activity.timeout();
        boolean late = timeout != null
                && job.startedAt != null
                && !job.startedAt.plus(timeout).isAfter(now);
        if (!(fate instanceof Fate.Hangs) || late) {
            var failure = fate.end(failures.getOrDefault(id.activity(), 0), activity);
            if (failure != null) {
                failures.merge(id.activity(), 1, Integer::sum);
            }
            end(id, now, failure);
        }
    }

    /** The pod dies, or never starts, for no reason of its own. */
    void kill(AttemptId id, Instant now) {
        end(podOf(id), now, "NodeLost");
    }

    private void end(List<AttemptId> pod, Instant now, String kind) {
        pod.stream()
                .filter(id -> job(id).endedAt == null)
                .forEach(id -> end(id, now, Fate.failure(FailureClass.INFRASTRUCTURE, kind)));
    }

    /** Ends it and leaves its Job, or something that has its name as long as it could be made. */
    void withdraw(ActivityWithdrawn withdrawn, Instant now) {
        var lead = withdrawn.attemptId();
        var all = with(lead, withdrawn.others());
        boolean inTime = now.isBefore(withdrawn.validUntil());
        if (inTime) {
            withdrawnInTime.addAll(all);
        }
        if (inTime && !jobs.containsKey(lead)) {
            all.forEach(id -> jobs.put(id, new Job(lead, null)));
            ids.addAll(all);
        }
        if (jobs.containsKey(lead)) {
            end(podOf(lead), now, "Withdrawn");
        }
    }

    private void end(AttemptId id, Instant now, @Nullable Failure failure) {
        var job = job(id);
        job.endedAt = now;
        job.failure = failure;
        sayAgain(id);
    }

    /** What a watcher says that sees this Job for the first time. */
    void sayAgain(AttemptId id) {
        var job = job(id);
        var end = job.endedAt;
        var start = job.startedAt;
        if (end == null && start != null) {
            ear.accept(new ActivityStarted(id.run(), id.activity(), id.attempt(), start, pod(id)));
        } else if (end != null) {
            ear.accept(
                    job.failure == null
                            ? new ActivitySucceeded(
                                    id.run(), id.activity(), id.attempt(), end, pod(id), start, List.of())
                            : new ActivityFailed(
                                    id.run(), id.activity(), id.attempt(), end, podSeen(id), start, job.failure));
            ear.accept(new ActivityLogged(id.run(), id.activity(), id.attempt(), end, 1, true));
        }
    }

    private @Nullable PodRef podSeen(AttemptId id) {
        return job(id).spec == null ? null : pod(id);
    }

    void deleteByHand(AttemptId id) {
        var pod = podOf(id);
        pod.stream().filter(member -> job(member).endedAt != null).forEach(runAgainByHand::add);
        deletedByHand.addAll(pod);
        delete(job(id).lead);
    }

    void delete(AttemptId lead) {
        if (jobs.containsKey(lead)) {
            var pod = podOf(lead);
            ids.removeAll(pod);
            pod.forEach(jobs::remove);
        }
    }
}
