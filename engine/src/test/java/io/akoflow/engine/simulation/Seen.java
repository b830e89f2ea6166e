package io.akoflow.engine.simulation;

import io.akoflow.engine.kubernetes.AttemptView;
import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.JobView;
import io.akoflow.engine.kubernetes.Patience;
import io.akoflow.engine.kubernetes.PodReading;
import io.akoflow.engine.kubernetes.PodReading.Failed;
import io.akoflow.engine.kubernetes.PodReading.NothingYet;
import io.akoflow.engine.kubernetes.PodReading.Started;
import io.akoflow.engine.kubernetes.PodReading.Succeeded;
import io.akoflow.engine.kubernetes.PodReading.Trouble;
import io.akoflow.engine.kubernetes.PodReading.Waiting;
import io.akoflow.engine.kubernetes.PodView;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a watcher knows of an attempt, and what it has said. */
final class Seen {

    private @Nullable PodView pod;
    private JobView job = JobView.UNSEEN;
    private boolean bare;
    private @Nullable String asked;
    private @Nullable Trouble trouble;
    private @Nullable PodReading end;
    private boolean startSaid;
    private @Nullable String waitingSaid;
    private boolean endSaid;
    private boolean doubtTaken;
    private boolean settled;
    private boolean logTaken;
    private boolean logBegun;
    private boolean logged;

    /** What it waits for may be told only once, and for a moment. */
    void see(PodView present, Instant now) {
        pod = present.after(pod);
        if (end == null && PodReading.of(view(), trouble, Patience.DEFAULT, now) instanceof Waiting waiting) {
            trouble = waiting.trouble();
        }
    }

    void see(JobView present, @Nullable String askedAt) {
        job = present;
        if (askedAt != null && !askedAt.equals(asked)) {
            asked = askedAt;
            sayAgain();
        }
    }

    /** Of a pod without a Job. */
    void see(BarePod present, @Nullable String askedAt, Instant now) {
        bare = true;
        see(present.seen(), now);
        see(present.job(), askedAt);
    }

    void jobIsGone() {
        job = new JobView(JobView.State.GONE, null, null, null);
    }

    void podIsGone(String uid) {
        if (pod != null && pod.uid().equals(uid)) {
            pod = pod.afterwards();
        }
    }

    Optional<String> podUid() {
        return Optional.ofNullable(pod)
                .filter(it -> !it.gone() || (bare && job.state() != JobView.State.GONE))
                .map(PodView::uid);
    }

    private AttemptView view() {
        return new AttemptView(pod, isDoubtful() ? JobView.UNSEEN : job, null);
    }

    /** Whether what ended it may only not have been told yet. */
    boolean isDoubtful() {
        boolean podMayBeLate = pod == null && job.isOver();
        boolean jobMayBeLate = pod != null && pod.gone() && job.state() == JobView.State.UNSEEN;
        return end == null && !settled && (podMayBeLate || jobMayBeLate);
    }

    boolean claimDoubt() {
        boolean isNew = !doubtTaken && isDoubtful();
        doubtTaken |= isNew;
        return isNew;
    }

    void settle(Watcher.Answer answer, Instant now) {
        answer.job().ifPresentOrElse(it -> see(it, null), this::jobIsGone);
        answer.pod().ifPresent(it -> see(it, now));
        settled = true;
    }

    PodReading read(Instant now) {
        if (end != null) {
            return endSaid ? new NothingYet() : end;
        }
        var reading = PodReading.of(view(), trouble, Patience.DEFAULT, now);
        switch (reading) {
            case Waiting waiting -> trouble = waiting.trouble();
            case Succeeded _, Failed _ -> end = reading;
            case Started _ -> trouble = null;
            case NothingYet _ -> {}
        }
        return reading;
    }

    /** Whether this is to be said. */
    boolean claim(PodReading reading) {
        boolean isNew = switch (reading) {
            case NothingYet _ -> false;
            case Waiting now -> !now.message().equals(waitingSaid);
            case Started _ -> !startSaid;
            case Succeeded _, Failed _ -> !endSaid;
        };
        if (isNew) {
            mark(reading, true);
        }
        return isNew;
    }

    void unclaim(PodReading reading) {
        mark(reading, false);
    }

    private void mark(PodReading reading, boolean said) {
        switch (reading) {
            case NothingYet _ -> {}
            case Waiting now -> waitingSaid = said ? now.message() : null;
            case Started _ -> startSaid = said;
            case Succeeded _, Failed _ -> endSaid = said;
        }
    }

    void sayAgain() {
        startSaid = false;
        waitingSaid = null;
        endSaid = false;
    }

    boolean hasEnded() {
        return end != null;
    }

    /** Whether whoever asks is the one to read its log. */
    boolean claimLog() {
        boolean isNew = !logTaken;
        logTaken = true;
        logBegun |= isNew;
        return isNew;
    }

    /** Somebody has dealt with its log before. */
    void skipLog() {
        logTaken = true;
    }

    /** Whether its log was dealt with before, and this is not known to itself yet. */
    boolean isLoggedBefore() {
        return logTaken && !logBegun && !logged;
    }

    void becomeLogged() {
        logged = true;
    }

    /** Whether all was said of it, and its Job is still there. */
    boolean isOverdue() {
        return logged && job.state() != JobView.State.GONE;
    }

    boolean isForgettable() {
        boolean podGone = pod == null || pod.gone();
        return podGone && job.state() == JobView.State.GONE && logged && endSaid;
    }
}
