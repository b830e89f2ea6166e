package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.RunId;
import io.akoflow.engine.run.Fate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Jobs, pods and claims, whatever happens to them by themselves, and whoever watches. */
final class Kubernetes {

    private static final int GRACE = 10_000;
    private static final int SIGNAL = 143;
    private static final int OUT_OF_MEMORY = 137;

    private final Scene scene;
    private final Map<AttemptId, Job> jobs = new LinkedHashMap<>();
    private final List<Pod> pods = new ArrayList<>();
    private final Set<String> claims = new TreeSet<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final Map<String, Integer> failures = new LinkedHashMap<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private int uids;

    Kubernetes(Scene scene) {
        this.scene = scene;
    }

    void isWatchedBy(Watcher watcher) {
        watchers.add(watcher);
    }

    void expect(Person person) {
        people.put(person.run.value(), person);
    }

    Map<AttemptId, Job> jobs() {
        return jobs;
    }

    List<Pod> pods() {
        return pods;
    }

    Set<String> claims() {
        return claims;
    }

    boolean claim(RunId run, String name) {
        scene.story.tell(Names.of(run), () -> "has the disk " + name);
        return claims.add(name);
    }

    boolean deleteClaims(RunId run, List<String> names) {
        scene.story.tell(Names.of(run), () -> "has no more the disks " + names);
        return claims.removeAll(names);
    }

    @Nullable
    Job job(AttemptId id) {
        return jobs.get(id);
    }

    Fate fate(AttemptId id) {
        return person(id).fate(id.activity());
    }

    private Person person(AttemptId id) {
        var person = people.get(id.run().value());
        if (person == null) {
            throw new IllegalArgumentException(id.toString());
        }
        return person;
    }

    /** Whether its name was free. */
    boolean create(AttemptId id, @Nullable ActivityReady ready) {
        if (jobs.containsKey(id)) {
            return false;
        }
        var job = new Job(id, "uid" + ++uids, ready);
        jobs.put(id, job);
        tell(job, ready == null ? "is a tombstone" : "is created");
        if (ready == null) {
            job.withdraw();
            scene.time.after(scene.pause(100, 3000), () -> expire(job));
        } else {
            scene.laws.created(id);
            scene.time.after(scene.pause(300, 5000), () -> makePod(job));
            var timeout = ready.spec().activity().timeout();
            if (timeout != null) {
                scene.time.after(timeout.toMillis(), () -> timeOut(job));
            }
        }
        return true;
    }

    private void timeOut(Job job) {
        if (jobs.get(job.id) == job && !job.isOver()) {
            scene.laws.timedOut(job.id);
            expire(job);
        }
    }

    private void makePod(Job job) {
        if (jobs.get(job.id) != job || job.isOver() || job.isWithdrawn() || job.pod != null) {
            return;
        }
        var pod = new Pod(job);
        job.pod = pod;
        pods.add(pod);
        if (scene.chance.strikes(15)) {
            pod.waitsForImage();
            scene.time.after(scene.pause(60_000, 900_000), () -> start(pod));
        } else {
            scene.time.after(scene.pause(1000, 20_000), () -> start(pod));
        }
        changed(pod);
    }

    private void start(Pod pod) {
        if (pod.isLeaving() || pod.hasEnded()) {
            return;
        }
        tell(pod.job, "starts its command");
        scene.laws.started(pod);
        var fate = fate(pod.job.id);
        if (fate instanceof Fate.Misconfigured) {
            end(pod, 128, "StartError");
            return;
        }
        pod.start(seconds());
        changed(pod);
        if (!(fate instanceof Fate.Hangs)) {
            scene.time.after(scene.pause(30_000, 2_000_000), () -> finish(pod));
        }
    }

    private void finish(Pod pod) {
        if (pod.isGone() || pod.hasEnded() || pod.job.ready == null) {
            return;
        }
        var id = pod.job.id;
        var activity = pod.job.ready.spec().activity();
        var failure = fate(id).end(failures.getOrDefault(Names.of(id), 0), activity);
        if (failure == null) {
            scene.laws.succeeded(pod);
            end(pod, 0, "Completed");
        } else {
            failures.merge(Names.of(id), 1, Integer::sum);
            end(pod, exitCode(failure), isOutOfMemory(failure) ? "OOMKilled" : "Error");
        }
    }

    private static int exitCode(Failure failure) {
        return isOutOfMemory(failure) ? OUT_OF_MEMORY : failure.failureClass() == FailureClass.USER ? 1 : 128;
    }

    private static boolean isOutOfMemory(Failure failure) {
        return failure.kind().equals("OutOfMemory");
    }

    private void end(Pod pod, int exitCode, String why) {
        tell(pod.job, "ends with exit code " + exitCode);
        pod.end(exitCode, why, seconds());
        changed(pod);
        scene.time.after(scene.pause(300, 3000), () -> end(pod.job, exitCode == 0, "BackoffLimitExceeded"));
    }

    private void end(Job job, boolean well, String why) {
        if (jobs.get(job.id) == job && !job.isOver()) {
            job.end(well, why, seconds());
            changed(job);
        }
    }

    /** Its time is over. */
    private void expire(Job job) {
        if (jobs.get(job.id) != job || job.isOver()) {
            return;
        }
        boolean first = scene.chance.below(2) == 0;
        if (first || job.pod == null || job.pod.hasEnded()) {
            end(job, false, "DeadlineExceeded");
        } else {
            scene.time.after(GRACE, () -> end(job, false, "DeadlineExceeded"));
        }
        deletePod(job.pod);
    }

    void withdraw(Job job) {
        tell(job, "is withdrawn");
        job.withdraw();
        changed(job);
        expire(job);
    }

    void delete(Job job) {
        if (jobs.remove(job.id, job)) {
            tell(job, "is deleted");
            watchers.forEach(watcher -> watcher.jobIsGone(job.id));
            deletePod(job.pod);
        }
    }

    void deletePod(@Nullable Pod pod) {
        if (pod == null || pod.isLeaving()) {
            return;
        }
        pod.askToGo(seconds());
        changed(pod);
        scene.time.after(pod.isRunning() ? scene.pause(2000, GRACE - 1000) : 10, () -> {
            if (pod.isRunning()) {
                end(pod, SIGNAL, "Error");
            } else if (!pod.hasEnded()) {
                end(pod.job, false, "BackoffLimitExceeded");
            }
            scene.time.after(scene.pause(50, 500), () -> remove(pod));
        });
    }

    private void remove(Pod pod) {
        pod.go();
        pods.remove(pod);
        watchers.forEach(watcher -> watcher.podIsGone(pod));
    }

    void evict(Pod pod) {
        if (!pod.isLeaving() && !pod.hasEnded()) {
            tell(pod.job, "is evicted");
            pod.evict(seconds());
            changed(pod);
            end(pod.job, false, "BackoffLimitExceeded");
        }
    }

    void changed(Job job) {
        watchers.forEach(watcher -> watcher.see(job));
    }

    private void changed(Pod pod) {
        watchers.forEach(watcher -> watcher.see(pod));
    }

    private Instant seconds() {
        return scene.time.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private void tell(Job job, String what) {
        scene.story.tell(Names.of(job.id), () -> "attempt %d %s".formatted(job.id.attempt(), what));
    }
}
