package io.akoflow.engine.simulation;

import io.akoflow.contract.ActivityCommand.ActivityCheck;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.ActivityCommand.ActivityReleased;
import io.akoflow.contract.ActivityCommand.ActivityWithdrawn;
import io.akoflow.contract.ActivityCommand.Member;
import io.akoflow.contract.ActivityCommand.RunReleased;
import io.akoflow.contract.AttemptId;
import io.akoflow.contract.Failure.FailureClass;
import io.akoflow.contract.JobRef;
import io.akoflow.contract.Observation;
import io.akoflow.contract.Observation.ActivityDispatched;
import io.akoflow.contract.Observation.ActivityLost;
import io.akoflow.contract.Observation.ActivityRefused;
import io.akoflow.contract.Observation.ActivityWaiting;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
import io.akoflow.contract.StoragePolicy;
import io.akoflow.engine.kubernetes.KubernetesNames;
import io.akoflow.engine.run.Fate;
import io.akoflow.engine.simulation.Dispatcher.Errand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out commands, call by call. */
final class Handler {

    private static final int CLAIM_MEMORY = 60_000;

    private final Scene scene;
    private final Dispatcher dispatcher;
    private final Map<String, Long> claims = new HashMap<>();

    Handler(Scene scene, Dispatcher dispatcher) {
        this.scene = scene;
        this.dispatcher = dispatcher;
    }

    void begin() {
        claims.clear();
    }

    void carryOut(Errand errand, Runnable done) {
        var trial = new Trial(scene, dispatcher, errand, done);
        switch (errand.command) {
            case ActivityReady ready -> makeClaim(ready, trial);
            case ActivityWithdrawn withdrawn -> end(withdrawn, trial);
            case ActivityReleased released -> release(released.attemptId(), trial);
            case ActivityCheck check -> look(check, done);
            case RunReleased released -> giveUp(released, trial);
        }
    }

    private void makeClaim(ActivityReady ready, Trial trial) {
        var claim = claim(ready);
        if (claims.getOrDefault(claim, Long.MIN_VALUE / 2) + CLAIM_MEMORY > scene.time.millis()) {
            makeJob(ready, trial);
            return;
        }
        if (isObjected(ready, trial)) {
            return;
        }
        trial.call(
                () -> scene.kubernetes.claim(ready.run(), claim),
                _ -> {
                    claims.put(claim, scene.time.millis());
                    makeJob(ready, trial);
                },
                () -> makeClaim(ready, trial),
                () -> waits(ready, Reason.API, trial));
    }

    private static String claim(ActivityReady ready) {
        var spec = ready.spec();
        return spec.storage().type() == StoragePolicy.Type.STANDALONE
                ? KubernetesNames.activityClaim(
                        ready.run(), ready.activity(), spec.activity().name())
                : KubernetesNames.runClaim(ready.run());
    }

    private void makeJob(ActivityReady ready, Trial trial) {
        var id = ready.attemptId();
        if (isObjected(ready, trial)) {
            return;
        }
        var members = members(id, ready.others().stream().map(it -> new Member(it.activity(), it.attempt())));
        if (members.stream().anyMatch(it -> scene.kubernetes.fate(it) instanceof Fate.Refused)) {
            var failure = Fate.failure(FailureClass.CONFIGURATION, "Refused");
            members.forEach(scene.laws::refused);
            say(
                    members,
                    it -> new ActivityRefused(it.run(), it.activity(), it.attempt(), dispatcher.clock(), failure),
                    trial::done);
        } else if (scene.chance.strikes(30)) {
            waits(ready, Reason.QUOTA, trial);
        } else {
            trial.call(
                    () -> {
                        scene.kubernetes.create(members, ready);
                        return Objects.requireNonNull(scene.kubernetes.job(id)).members;
                    },
                    present -> say(members, it -> created(id, it, present.contains(it)), trial::done),
                    () -> makeJob(ready, trial),
                    () -> waits(ready, Reason.API, trial));
        }
    }

    private Observation created(AttemptId lead, AttemptId id, boolean isThere) {
        var name = KubernetesNames.job(lead, "a" + lead.activity());
        var job = new JobRef("akoflow-work", name);
        return isThere
                ? new ActivityDispatched(id.run(), id.activity(), id.attempt(), dispatcher.clock(), job)
                : new ActivityLost(id.run(), id.activity(), id.attempt(), dispatcher.clock());
    }

    private static List<AttemptId> members(AttemptId lead, Stream<Member> others) {
        var members = new ArrayList<AttemptId>(List.of(lead));
        others.forEach(it -> members.add(new AttemptId(lead.run(), it.activity(), it.attempt())));
        return members;
    }

    /** Whether nothing may be created any more. */
    private boolean isObjected(ActivityReady ready, Trial trial) {
        if (trial.isOff()) {
            trial.done();
            return true;
        }
        if (!dispatcher.clock().isBefore(ready.validUntil())) {
            if (trial.hasTrouble()) {
                waits(ready, Reason.API, trial);
            } else {
                scene.story.tell(Names.of(ready), () -> "attempt %d: too late".formatted(ready.attempt()));
                trial.done();
            }
            return true;
        }
        return false;
    }

    private void waits(ActivityReady ready, Reason reason, Trial trial) {
        var message = reason == Reason.QUOTA ? "There is no room." : "The API does not answer.";
        say(
                members(ready.attemptId(), ready.others().stream().map(it -> new Member(it.activity(), it.attempt()))),
                it -> new ActivityWaiting(
                        it.run(), it.activity(), it.attempt(), dispatcher.clock(), reason, false, message),
                trial::done);
    }

    /** Of one after the other. */
    private void say(List<AttemptId> of, Function<AttemptId, Observation> what, Runnable done) {
        if (of.isEmpty()) {
            done.run();
        } else {
            var rest = of.subList(1, of.size());
            scene.kafka.insist(dispatcher, what.apply(of.getFirst()), () -> say(rest, what, done));
        }
    }

    private void end(ActivityWithdrawn withdrawn, Trial trial) {
        var id = withdrawn.attemptId();
        trial.call(
                () -> Optional.ofNullable(scene.kubernetes.job(id)),
                found -> {
                    var job = found.orElse(null);
                    if (job == null) {
                        bury(withdrawn, trial);
                    } else if (job.isOver()) {
                        ended(withdrawn, trial);
                    } else {
                        patch(job, withdrawn, trial);
                    }
                },
                () -> end(withdrawn, trial),
                trial::done);
    }

    private void patch(Job job, ActivityWithdrawn withdrawn, Trial trial) {
        trial.call(
                () -> isThere(job) && withdraw(job),
                fine -> {
                    if (fine) {
                        ended(withdrawn, trial);
                    } else {
                        trial.rest(() -> end(withdrawn, trial), trial::done);
                    }
                },
                () -> end(withdrawn, trial),
                trial::done);
    }

    private boolean withdraw(Job job) {
        if (!job.isOver()) {
            scene.kubernetes.withdraw(job);
        }
        return true;
    }

    private boolean isThere(@Nullable Job job) {
        return job != null && scene.kubernetes.job(job.id) == job;
    }

    private void bury(ActivityWithdrawn withdrawn, Trial trial) {
        Instant validUntil = withdrawn.validUntil();
        if (!dispatcher.clock().isBefore(validUntil)) {
            trial.done();
            return;
        }
        var id = withdrawn.attemptId();
        trial.call(
                () -> scene.kubernetes.create(members(id, withdrawn.others().stream()), null),
                fine -> {
                    if (fine) {
                        ended(withdrawn, trial);
                    } else {
                        trial.rest(() -> end(withdrawn, trial), trial::done);
                    }
                },
                () -> end(withdrawn, trial),
                trial::done);
    }

    private void ended(ActivityWithdrawn withdrawn, Trial trial) {
        members(withdrawn.attemptId(), withdrawn.others().stream()).forEach(scene.laws::withdrawn);
        trial.done();
    }

    private void release(AttemptId id, Trial trial) {
        trial.call(
                () -> {
                    var job = scene.kubernetes.job(id);
                    if (job != null) {
                        scene.laws.released(job);
                        scene.kubernetes.delete(job);
                    }
                    return true;
                },
                _ -> trial.done(),
                () -> release(id, trial),
                trial::done);
    }

    private void look(ActivityCheck check, Runnable done) {
        var id = check.attemptId();
        scene.api.call(
                dispatcher,
                () -> Optional.ofNullable(scene.kubernetes.job(id)),
                found -> {
                    var lost = members(id, check.others().stream());
                    found.ifPresent(job -> lost.removeAll(job.members));
                    say(
                            lost,
                            it -> new ActivityLost(it.run(), it.activity(), it.attempt(), dispatcher.clock()),
                            () -> found.ifPresentOrElse(job -> ask(job, check, done), done));
                },
                done);
    }

    private void ask(Job job, ActivityCheck check, Runnable done) {
        scene.api.call(
                dispatcher,
                () -> {
                    if (isThere(job)) {
                        job.ask(check.at());
                        scene.kubernetes.changed(job);
                    }
                    return true;
                },
                _ -> done.run(),
                done);
    }

    private void giveUp(RunReleased released, Trial trial) {
        released.claims().forEach(claims::remove);
        trial.call(
                () -> scene.kubernetes.deleteClaims(released.run(), released.claims()),
                _ -> trial.done(),
                () -> giveUp(released, trial),
                trial::done);
    }
}
