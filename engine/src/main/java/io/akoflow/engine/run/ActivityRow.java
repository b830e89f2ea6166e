package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A snapshot while a decision changes it. */
final class ActivityRow {

    final int activity;
    ActivityState state = ActivityState.WAITING;
    int attempt;
    int userFailures;
    int infrastructureFailures;

    @Nullable
    Long memoryBytes;

    @Nullable
    Instant validUntil;

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

    List<Unreleased> unreleased = List.of();

    ActivityRow(int activity) {
        this.activity = activity;
    }

    static ActivityRow of(ActivitySnapshot from) {
        var row = new ActivityRow(from.activity());
        row.state = from.state();
        row.attempt = from.attempt();
        row.userFailures = from.userFailures();
        row.infrastructureFailures = from.infrastructureFailures();
        row.memoryBytes = from.memoryBytes();
        row.validUntil = from.validUntil();
        row.timer = from.timer();
        row.logged = from.logged();
        row.pod = from.pod();
        row.startedAt = from.startedAt();
        row.endedAt = from.endedAt();
        row.waitingFor = from.waitingFor();
        row.failure = from.failure();
        row.unreleased = from.unreleased();
        return row;
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
                unreleased);
    }

    boolean isUnderWay() {
        return validUntil != null;
    }

    /** Goes somewhere where no attempt is under way. */
    void rest(ActivityState where, @Nullable Instant until) {
        state = where;
        timer = until;
        validUntil = null;
        waitingFor = null;
    }

    /** The attempt under way begins: it knows nothing yet of a pod. */
    void begin() {
        attempt++;
        logged = false;
        pod = null;
        startedAt = null;
        endedAt = null;
        waitingFor = null;
        state = ActivityState.READY;
    }

    void keepJob(Instant notBefore, Instant logPatience) {
        var kept = new ArrayList<>(unreleased);
        kept.add(new Unreleased(attempt, notBefore, logPatience, logged));
        unreleased = List.copyOf(kept);
    }
}
