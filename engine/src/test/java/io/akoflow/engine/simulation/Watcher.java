package io.akoflow.engine.simulation;

import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityFailed;
import io.akoflow.contract.Observation.ActivityLogged;
import io.akoflow.contract.Observation.ActivityStarted;
import io.akoflow.contract.Observation.ActivitySucceeded;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.engine.kubernetes.JobView;
import io.akoflow.engine.kubernetes.PodReading;
import io.akoflow.engine.kubernetes.PodView;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists Jobs and pods, hears of their changes for as long as its watches hold, and says what is new. */
final class Watcher extends Part {

    private static final int REMINDER = 600_000;
    private static final int ECHO = 300_000;
    private static final int MOST_LATE = 3000;

    private final Map<AttemptId, Seen> attempts = new LinkedHashMap<>();
    private Stream jobs = new Stream();
    private Stream pods = new Stream();
    private boolean looks;

    /** News of one kind, in order; none while its watch is broken. */
    private static final class Stream {
        private boolean broken = true;
        private boolean listed;
        private long last;
    }

    Watcher(Scene scene, String name) {
        super(scene, name);
        scene.kubernetes.isWatchedBy(this);
    }

    @Override
    void begin() {
        attempts.clear();
        jobs = new Stream();
        pods = new Stream();
        looks = false;
        later(scene.pause(300, 5000), this::listJobs);
        later(scene.pause(300, 5000), this::listPods);
    }

    @Override
    void isLost() {}

    /** A watch ends, and it takes a while until all is listed again. */
    void loseWatch() {
        if (isUp() && jobs.listed && pods.listed) {
            boolean ofJobs = scene.chance.below(2) == 0;
            scene.story.tell("", () -> "%s loses its watch of %s".formatted(name, ofJobs ? "Jobs" : "pods"));
            (ofJobs ? jobs : pods).broken = true;
            later(scene.pause(2000, 60_000), ofJobs ? this::listJobs : this::listPods);
        }
    }

    private void listJobs() {
        jobs.broken = false;
        if (!scene.bare) {
            scene.kubernetes.jobs().values().forEach(this::see);
            attempts.keySet().stream()
                    .filter(id -> scene.kubernetes.jobOf(id).isEmpty())
                    .forEach(this::jobIsGone);
        }
        hear(jobs, () -> {
            jobs.listed = true;
            isListed();
        });
    }

    private void listPods() {
        pods.broken = false;
        var uids = new HashSet<String>();
        for (var pod : scene.kubernetes.pods()) {
            uids.add(pod.uid);
            see(pod);
        }
        attempts.forEach((id, seen) -> seen.podUid()
                .filter(uid -> !uids.contains(uid))
                .ifPresent(uid -> hear(pods, () -> podIsGone(id, uid))));
        hear(pods, () -> {
            pods.listed = true;
            isListed();
        });
    }

    private boolean isAllListed() {
        return jobs.listed && pods.listed;
    }

    private void isListed() {
        if (isAllListed()) {
            var logged = looks ? Set.of() : loggedBefore();
            looks = true;
            attempts.forEach((id, seen) -> {
                if (logged.contains(id)) {
                    seen.skipLog();
                }
                note(id, 1);
            });
        }
    }

    /** Whose log was dealt with a while ago. */
    private Set<AttemptId> loggedBefore() {
        var logged = new HashSet<AttemptId>();
        for (int i = 0; i < Topic.PARTITIONS; i++) {
            for (var entry : scene.kafka.observed.partition(i).reversed()) {
                if (entry.at() < scene.time.millis() - ECHO) {
                    break;
                }
                if (entry.message() instanceof ActivityLogged it) {
                    logged.add(it.attemptId());
                }
            }
        }
        return logged;
    }

    private void hear(Stream stream, Runnable news) {
        if (isUp() && !stream.broken) {
            long now = scene.time.millis();
            stream.last = Math.max(stream.last, now + scene.pause(30, MOST_LATE));
            later(stream.last - now, news);
        }
    }

    void see(Job job) {
        var view = job.view();
        var asked = job.asked();
        hear(jobs, () -> {
            for (var id : job.members) {
                seen(id).see(view, asked);
                note(id, 1);
            }
        });
    }

    void jobIsGone(AttemptId id) {
        hear(
                jobs,
                () -> find(id).ifPresent(seen -> {
                    seen.jobIsGone();
                    note(id, 1);
                }));
    }

    void see(Pod pod) {
        pod.job.members.forEach(id -> see(pod, id));
    }

    private void see(Pod pod, AttemptId id) {
        var view = pod.view(id);
        var bareView = pod.bareView(id);
        var asked = pod.job.asked();
        hear(pods, () -> {
            if (scene.bare) {
                seen(id).see(bareView, asked, clock());
            } else {
                seen(id).see(view, clock());
            }
            note(id, 1);
        });
    }

    void podIsGone(Pod pod) {
        hear(pods, () -> pod.job.members.forEach(id -> podIsGone(id, pod.uid)));
    }

    private void podIsGone(AttemptId id, String uid) {
        find(id).ifPresent(seen -> {
            seen.podIsGone(uid);
            if (scene.bare) {
                seen.see(JobView.GONE_WITH_POD, null);
            }
            note(id, 1);
        });
    }

    private Seen seen(AttemptId id) {
        return attempts.computeIfAbsent(id, _ -> new Seen());
    }

    private Optional<Seen> find(AttemptId id) {
        return Optional.ofNullable(attempts.get(id));
    }

    private void note(AttemptId id, long pause) {
        if (isAllListed()) {
            later(pause, () -> find(id).ifPresent(seen -> look(id, seen)));
        }
    }

    private void look(AttemptId id, Seen seen) {
        if (diesAt("looking")) {
            return;
        }
        var reading = seen.read(clock());
        if (seen.claim(reading)) {
            Optional.ofNullable(said(id, reading))
                    .ifPresent(it -> scene.kafka.say(this, it, () -> {}, () -> {
                        seen.unclaim(reading);
                        note(id, 1000);
                    }));
        }
        if (reading instanceof PodReading.Waiting waiting && waiting.lookAgainAt() != null) {
            note(id, Math.max(1, waiting.lookAgainAt().toEpochMilli() - clock().toEpochMilli()));
        }
        if (seen.hasEnded()) {
            finishLog(id, seen);
        }
        if (seen.claimDoubt()) {
            later(1000, () -> ask(id, seen));
        }
        if (seen.isForgettable()) {
            attempts.remove(id);
        }
    }

    private void finishLog(AttemptId id, Seen seen) {
        if (seen.claimLog()) {
            later(scene.pause(500, 60_000), () -> {
                var logged = new ActivityLogged(id.run(), id.activity(), id.attempt(), clock(), 1, true);
                scene.kafka.insist(this, logged, () -> isLogged(id, seen));
            });
        } else if (seen.isLoggedBefore()) {
            isLogged(id, seen);
        }
    }

    private void isLogged(AttemptId id, Seen seen) {
        seen.becomeLogged();
        note(id, 1);
        remind(id, seen);
    }

    /** All was said, so its Job should go soon; else whoever deletes it has to hear of it again. */
    private void remind(AttemptId id, Seen seen) {
        later(REMINDER, () -> {
            if (attempts.get(id) == seen && seen.isOverdue()) {
                seen.sayAgain();
                note(id, 1);
                remind(id, seen);
            }
        });
    }

    /** Pods and Jobs are told of apart: Kubernetes itself knows. */
    private void ask(AttemptId id, Seen seen) {
        if (!seen.isDoubtful()) {
            return;
        }
        scene.api.call(
                this,
                () -> {
                    var job = scene.kubernetes.jobOf(id);
                    var pod = scene.kubernetes.pods().stream()
                            .filter(it -> it.job.members.contains(id))
                            .findFirst();
                    return new Answer(job.map(Job::view), pod.map(it -> it.view(id)));
                },
                answer -> {
                    seen.settle(answer, clock());
                    note(id, 1);
                },
                () -> later(1000, () -> ask(id, seen)));
    }

    /** What Kubernetes says of an attempt. */
    record Answer(Optional<JobView> job, Optional<PodView> pod) {}

    private @Nullable Observation said(AttemptId id, PodReading reading) {
        var run = id.run();
        int activity = id.activity();
        int attempt = id.attempt();
        return switch (reading) {
            case PodReading.NothingYet _ -> null;
            case PodReading.Waiting(var why, var message, var _, var _) ->
                new ActivityWaiting(run, activity, attempt, clock(), why, true, message);
            case PodReading.Started(var pod, var at) -> new ActivityStarted(run, activity, attempt, at, pod);
            case PodReading.Succeeded(var pod, var startedAt, var at, var warnings) ->
                new ActivitySucceeded(run, activity, attempt, at, pod, startedAt, warnings);
            case PodReading.Failed(var pod, var startedAt, var at, var failure) ->
                new ActivityFailed(run, activity, attempt, at, pod, startedAt, failure);
        };
    }
}
