package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.RunId;
import io.akoflow.engine.run.Fate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Jobs, pods and claims, whatever happens to them by themselves, and whoever watches. */
final class Kubernetes {

    private static final int GRACE = 10_000;
    private static final int SIGNAL = 143;

    private final Scene scene;
    private final Map<AttemptId, Job> jobs = new LinkedHashMap<>();
    private final List<Pod> pods = new ArrayList<>();
    private final Set<String> claims = new TreeSet<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Kubelet kubelet;
    private int uids;

    Kubernetes(Scene scene) {
        this.scene = scene;
        this.kubelet = new Kubelet(scene, this);
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

    /** The Job that an attempt has a part of. */
    Optional<Job> jobOf(AttemptId member) {
        return jobs.values().stream()
                .filter(job -> job.members.contains(member))
                .findFirst();
    }

    /** Whether its name was free. */
    boolean create(List<AttemptId> members, @Nullable ActivityReady ready) {
        var id = members.getFirst();
        if (jobs.containsKey(id)) {
            return false;
        }
        var job = new Job(id, members, "uid" + ++uids, ready);
        jobs.put(id, job);
        tell(job, ready == null ? "is a tombstone" : "is created");
        if (scene.bare) {
            createPod(job);
        } else if (ready == null) {
            job.withdraw();
            scene.time.after(scene.pause(100, 3000), () -> expire(job));
        } else {
            members.forEach(scene.laws::created);
            scene.time.after(scene.pause(300, 5000), () -> makePod(job));
            var timeout = ready.spec().activity().timeout();
            if (timeout != null) {
                scene.time.after(timeout.toMillis(), () -> timeOut(job));
            }
        }
        return true;
    }

    private void createPod(Job job) {
        if (job.ready != null) {
            job.members.forEach(scene.laws::created);
            makePod(job);
            var timeout = job.ready.spec().activity().timeout();
            if (timeout != null) {
                scene.time.after(timeout.toMillis(), () -> timeOut(job));
            }
        } else {
            job.withdraw();
            var pod = new Pod(job);
            job.pod = pod;
            pods.add(pod);
            pod.askToGo(seconds());
            pod.leave();
            changed(pod);
        }
    }

    private void timeOut(Job job) {
        var pod = job.pod;
        if (jobs.get(job.id) != job || job.isOver()) {
            return;
        }
        job.members.forEach(scene.laws::timedOut);
        if (!scene.bare) {
            expire(job);
        } else if (pod != null && !pod.isLeaving()) {
            pod.end(SIGNAL, "Error", "DeadlineExceeded", seconds());
            changed(pod);
            end(job, false, "DeadlineExceeded");
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
            scene.time.after(scene.pause(60_000, 900_000), () -> kubelet.start(pod));
        } else {
            scene.time.after(scene.pause(1000, 20_000), () -> kubelet.start(pod));
        }
        changed(pod);
    }

    /** It is over, if it is still there. */
    void end(Job job, boolean well, String why) {
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
        if (scene.bare) {
            deletePod(job.pod);
        } else {
            expire(job);
        }
    }

    void delete(Job job) {
        if (scene.bare) {
            release(job);
        } else if (jobs.remove(job.id, job)) {
            tell(job, "is deleted");
            watchers.forEach(watcher -> job.members.forEach(watcher::jobIsGone));
            deletePod(job.pod);
        }
    }

    /** Its finalizer is taken away, and it is deleted. */
    private void release(Job job) {
        var pod = job.pod;
        if (jobs.get(job.id) != job || pod == null) {
            return;
        }
        job.release();
        if (pod.hasLeft()) {
            remove(pod);
        } else {
            deletePod(pod);
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
                pod.job.members.stream()
                        .filter(pod::isRunning)
                        .forEach(member -> kubelet.end(pod, member, SIGNAL, "Error"));
            } else if (!pod.hasEnded()) {
                end(pod.job, false, "BackoffLimitExceeded");
            }
            scene.time.after(scene.pause(50, 500), () -> remove(pod));
        });
    }

    private void remove(Pod pod) {
        if (scene.bare && !pod.job.isReleased()) {
            pod.leave();
            changed(pod);
            return;
        }
        tell(pod.job, "is gone");
        if (scene.bare) {
            jobs.remove(pod.job.id, pod.job);
        }
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
        if (!scene.bare) {
            watchers.forEach(watcher -> watcher.see(job));
        } else if (job.pod != null) {
            changed(job.pod);
        }
    }

    void changed(Pod pod) {
        watchers.forEach(watcher -> watcher.see(pod));
    }

    Instant seconds() {
        return scene.time.now().truncatedTo(ChronoUnit.SECONDS);
    }

    void tell(Job job, String what) {
        scene.story.tell(Names.of(job.id), () -> "attempt %d %s".formatted(job.id.attempt(), what));
    }
}
