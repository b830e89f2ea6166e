package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A snapshot while a decision changes it; what is counted is counted anew at once. */
final class ActivityRow {

    final int activity;
    private final Tally tally;
    private ActivityState state;
    private int attempt;
    private @Nullable Instant validUntil;
    private List<Unreleased> unreleased;

    int userFailures;
    int infrastructureFailures;

    @Nullable
    Long memoryBytes;

    @Nullable
    Instant timer;

    boolean logged;

    @Nullable
    PodRef pod;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant endedAt;

    @Nullable
    String waitingFor;

    @Nullable
    Failure failure;

    @Nullable
    Integer pack;

    /** Said with the success, and not kept. */
    List<String> warnings = List.of();

    ActivityRow(ActivitySnapshot from, Tally tally) {
        this.tally = tally;
        activity = from.activity();
        state = from.state();
        attempt = from.attempt();
        userFailures = from.userFailures();
        infrastructureFailures = from.infrastructureFailures();
        memoryBytes = from.memoryBytes();
        validUntil = from.validUntil();
        timer = from.timer();
        logged = from.logged();
        pod = from.pod();
        startedAt = from.startedAt();
        endedAt = from.endedAt();
        waitingFor = from.waitingFor();
        failure = from.failure();
        pack = from.pack();
        unreleased = from.unreleased();
    }

    ActivitySnapshot snapshot() {
        return new ActivitySnapshot(
                activity,
                state,
                attempt,
                userFailures,
                infrastructureFailures,
                memoryBytes,
                validUntil,
                timer,
                logged,
                pod,
                startedAt,
                endedAt,
                waitingFor,
                failure,
                pack,
                unreleased);
    }

    ActivityState state() {
        return state;
    }

    int attempt() {
        return attempt;
    }

    @Nullable
    Instant validUntil() {
        return validUntil;
    }

    List<Unreleased> unreleased() {
        return unreleased;
    }

    boolean isUnderWay() {
        return validUntil != null;
    }

    /** As {@link ActivitySnapshot#isHeldForOthers}. */
    boolean isHeldForOthers() {
        return state == ActivityState.READY && validUntil == null && attempt == 0 && pack == null;
    }

    /** Whether it was looked for after it should have ended; while it runs it waits for nothing else. */
    boolean isOverdue() {
        return state == ActivityState.RUNNING && waitingFor != null;
    }

    void enter(ActivityState where) {
        tally.state(state, -1);
        tally.state(where, 1);
        state = where;
    }

    /** Goes somewhere where no attempt is under way. */
    void rest(ActivityState where, @Nullable Instant until) {
        enter(where);
        valid(null);
        timer = until;
        waitingFor = null;
    }

    /** Another attempt begins: it knows nothing yet of a pod. */
    void begin() {
        attempt++;
        forgetPod();
        enter(ActivityState.READY);
    }

    /** Nothing is known of a pod, a log or what is waited for. */
    void forgetPod() {
        logged = false;
        pod = null;
        startedAt = null;
        endedAt = null;
        waitingFor = null;
    }

    /** The attempt is under way as long as this is not null. */
    void valid(@Nullable Instant until) {
        tally.underWay((until == null ? 0 : 1) - (isUnderWay() ? 1 : 0));
        validUntil = until;
    }

    /** The present attempt is over, and its Job stays for now, as long as that says. */
    void keepJob(Instant notBefore, Instant logPatience, boolean withLog) {
        var kept = new ArrayList<>(unreleased);
        kept.add(new Unreleased(attempt, notBefore, logPatience, logged || !withLog));
        keepJobs(kept);
    }

    void keepJobs(List<Unreleased> kept) {
        tally.unreleased(kept.size() - unreleased.size());
        unreleased = List.copyOf(kept);
    }
}
