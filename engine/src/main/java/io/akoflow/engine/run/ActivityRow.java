package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Observation.ActivityWaiting.Reason;
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

    private @Nullable String waitingFor;

    private @Nullable Reason waitingReason;

    @Nullable
    Failure failure;

    private @Nullable Integer pack;

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
        waitingReason = from.waitingReason();
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
                waitingReason,
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

    @Nullable
    String waitingFor() {
        return waitingFor;
    }

    @Nullable
    Reason waitingReason() {
        return waitingReason;
    }

    /** @param reason what Kubernetes says of its pod; null for what akoflow says */
    void waitsFor(@Nullable String what, @Nullable Reason reason) {
        waitingFor = what;
        waitingReason = reason;
    }

    /** As {@link ActivitySnapshot#isHeldForOthers}. */
    boolean isHeldForOthers() {
        return state == ActivityState.READY && validUntil == null && attempt == 0 && pack == null;
    }

    /** Whether it was looked for after it should have ended; while it runs it waits for nothing else. */
    boolean isOverdue() {
        return state == ActivityState.RUNNING && waitingFor != null;
    }

    @Nullable
    Integer pack() {
        return pack;
    }

    /** Its first attempt has a part of that one's pod; null for a pod of its own. */
    void share(@Nullable Integer lead) {
        countSharing(-1);
        pack = lead;
        countSharing(1);
    }

    /** As {@link ActivitySnapshot#isSharing}. */
    private void countSharing(int by) {
        if (validUntil != null && attempt == 1 && pack != null) {
            tally.sharing(by, pack == activity);
        }
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
        waitsFor(null, null);
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
        waitsFor(null, null);
    }

    /** The attempt is under way as long as this is not null. */
    void valid(@Nullable Instant until) {
        tally.underWay((until == null ? 0 : 1) - (isUnderWay() ? 1 : 0));
        countSharing(-1);
        validUntil = until;
        countSharing(1);
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
