package io.akoflow.watcher.kubernetes;

import io.akoflow.contract.AttemptId;
import io.akoflow.engine.kubernetes.AttemptView;
import io.akoflow.engine.kubernetes.AttemptView.EventView;
import io.akoflow.engine.kubernetes.BarePod;
import io.akoflow.engine.kubernetes.ContainerView;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is seen of one attempt, and what was said of it. Thread-safe. */
final class Attempt {

    private final AttemptId id;
    private final Place place;
    private final Patience patience;
    private final InstantSource clock;

    private @Nullable PodView pod;
    private JobView job = JobView.UNSEEN;
    private boolean jobLeaves;
    private @Nullable Trouble trouble;

    private final Said said = new Said();
    private @Nullable String asked;
    private @Nullable PodReading end;
    private long endedAtNanos;
    private boolean timed;
    private boolean logTaken;
    private boolean logged;
    private boolean abandoned;
    private boolean doubtTaken;
    private boolean settled;

    Attempt(AttemptId id, Place place, Patience patience, InstantSource clock) {
        this.id = id;
        this.place = place;
        this.patience = place.seat().of(patience);
        this.clock = clock;
    }

    AttemptId id() {
        return id;
    }

    Place place() {
        return place;
    }

    Instant now() {
        return clock.instant();
    }

    synchronized void see(PodView whole) {
        var present = place.seat().of(whole);
        if (!logged) {
            pod = present.after(pod);
            remember();
            notifyAll();
        } else if (pod == null || !pod.uid().equals(present.uid())) {
            pod = present.cutDown();
        }
    }

    /** What a pod waits for may be told only once, and for a moment: nobody may have looked meanwhile. */
    private void remember() {
        if (end == null && now(null) instanceof Waiting waiting) {
            trouble = waiting.trouble();
        }
    }

    private PodReading now(@Nullable EventView event) {
        return place.seat().of(PodReading.of(view(event), trouble, patience, clock.instant()));
    }

    private AttemptView view(@Nullable EventView event) {
        return new AttemptView(pod, isDoubtful() ? JobView.UNSEEN : job, event);
    }

    /**
     * Whether it seems to be over, but what ended it may only not have been told yet: pods and Jobs are told of apart,
     * and one may be late.
     */
    synchronized boolean isDoubtful() {
        boolean podMayBeLate = pod == null && job.isOver();
        boolean jobMayBeLate = pod != null && pod.gone() && job.state() == JobView.State.UNSEEN;
        return end == null && !settled && (podMayBeLate || jobMayBeLate);
    }

    /** Whether whoever asks is the one to ask Kubernetes itself. */
    synchronized boolean claimDoubt() {
        boolean isNew = !doubtTaken && isDoubtful();
        doubtTaken |= isNew;
        return isNew;
    }

    /** All is known that Kubernetes knows. */
    synchronized void settle() {
        settled = true;
    }

    /** @param askedAt when somebody asked what became of it; null when nobody did */
    synchronized void see(JobView present, boolean leaves, @Nullable String askedAt) {
        job = present;
        jobLeaves = leaves;
        if (askedAt != null && !askedAt.equals(asked)) {
            asked = askedAt;
            sayAgain();
        }
        notifyAll();
    }

    /** Of a pod without a Job. */
    synchronized void see(BarePod present, @Nullable String askedAt) {
        see(present.seen());
        see(present.job(), present.left(), askedAt);
    }

    synchronized void podIsGone(String uid) {
        if (pod != null && pod.uid().equals(uid)) {
            pod = pod.afterwards();
            notifyAll();
        }
    }

    synchronized void jobIsGone() {
        see(new JobView(JobView.State.GONE, null, null, null), true, null);
    }

    /** What happened; nothing once its end is known, unless that has to be said again. */
    synchronized PodReading read(@Nullable EventView event) {
        if (end != null) {
            return said.isEndSaid() ? new NothingYet() : end;
        }
        var reading = now(event);
        switch (reading) {
            case Waiting waiting -> trouble = waiting.trouble();
            case Succeeded _, Failed _ -> {
                end = reading;
                endedAtNanos = System.nanoTime();
                notifyAll();
            }
            case Started _ -> trouble = null;
            case NothingYet _ -> {}
        }
        return reading;
    }

    /** Whether this is to be said: it is new, and not being said already. */
    synchronized boolean claim(PodReading reading) {
        return said.claim(reading);
    }

    /** It could not be said after all. */
    synchronized void unclaim(PodReading reading) {
        said.unclaim(reading);
    }

    /** Whether whoever asks is the one to look in a moment whether it still runs. */
    synchronized boolean claimTimer() {
        boolean isNew = !timed && !logTaken;
        timed = true;
        return isNew;
    }

    synchronized void unclaimTimer() {
        timed = false;
    }

    /** Whether whoever asks is the one to read its log. */
    synchronized boolean claimLog() {
        boolean isNew = !logTaken;
        logTaken = true;
        return isNew;
    }

    /** Its log is dealt with: what is left is only to be remembered that all was said. */
    synchronized void becomeLogged() {
        logged = true;
        pod = pod == null ? null : pod.cutDown();
    }

    /** Whether all was said of it, and its Job is still there. */
    synchronized boolean isOverdue() {
        return logged && !abandoned && job.state() != JobView.State.GONE;
    }

    synchronized void sayAgain() {
        said.forget();
    }

    /** Another replica has it now. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /** Whether nothing is left of it, in Kubernetes and to say. */
    synchronized boolean isForgettable() {
        boolean podGone = pod == null || pod.gone();
        return podGone && job.state() == JobView.State.GONE && logged && said.isEndSaid();
    }

    /** Whether its objects are going, so that there is nothing more to read. */
    synchronized boolean isLeaving() {
        return jobLeaves || abandoned || pod == null || pod.gone();
    }

    synchronized boolean hasEnded() {
        return end != null;
    }

    /** Since when its end is known; 0 before it is. */
    synchronized Duration sinceEnd() {
        return end == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - endedAtNanos);
    }

    synchronized Optional<PodView> pod() {
        return Optional.ofNullable(pod);
    }

    synchronized Optional<ContainerView> container(String name) {
        return Optional.ofNullable(pod).stream()
                .flatMap(seen -> seen.containers().stream())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** Waits until a container has begun, or never will; whether it has. */
    synchronized boolean awaitBeginOf(String container) throws InterruptedException {
        while (!hasBegun(container) && end == null && !isLeaving()) {
            wait();
        }
        return hasBegun(container);
    }

    /** Waits for the end of a container; whether it has come in time. */
    synchronized boolean awaitEndOf(String container, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!hasOver(container)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || isLeaving()) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Waits for its end, or for another replica to take it; whether it has ended. */
    synchronized boolean awaitEnd() throws InterruptedException {
        while (end == null && !abandoned) {
            wait();
        }
        return !abandoned;
    }

    /** Whether a container writes no more. */
    synchronized boolean hasOver(String container) {
        return end != null
                || container(container).flatMap(ContainerView::terminated).isPresent();
    }

    private boolean hasBegun(String container) {
        return container(container).filter(ContainerView::hasBegun).isPresent();
    }

    /** Whether it printed something, maybe, and nobody will know what. */
    synchronized boolean isLogLost() {
        boolean isUnseen = pod == null && end instanceof Succeeded;
        boolean isWithoutContainers = pod != null && pod.containers().isEmpty() && said.isStartSaid();
        return isUnseen || isWithoutContainers;
    }
}
