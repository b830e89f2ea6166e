package io.akoflow.engine.simulation;

import io.akoflow.contract.Activity;
import io.akoflow.contract.ActivityCommand.ActivityReady;
import io.akoflow.contract.AttemptId;
import io.akoflow.engine.kubernetes.JobView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Job, as Kubernetes has it. */
final class Job {

    final AttemptId id;
    final String uid;

    /** What it was made from; null of one that was made to keep its name taken. */
    final @Nullable ActivityReady ready;

    @Nullable
    Pod pod;

    /** Who has a container in its pod. */
    final List<AttemptId> members;

    private JobView.State state = JobView.State.ACTIVE;
    private @Nullable String reason;
    private @Nullable Instant overAt;
    private boolean withdrawn;
    private boolean released;
    private @Nullable Instant asked;

    /** @param members who share its pod, with {@code id} as the first */
    Job(AttemptId id, List<AttemptId> members, String uid, @Nullable ActivityReady ready) {
        this.id = id;
        this.members = members;
        this.uid = uid;
        this.ready = ready;
    }

    /** What {@code member} is made from. */
    Activity activity(AttemptId member) {
        var made = Objects.requireNonNull(ready);
        return made.others().stream()
                .filter(other -> other.activity() == member.activity())
                .findFirst()
                .map(other -> other.spec().activity())
                .orElse(made.spec().activity());
    }

    JobView view() {
        var view = new JobView(state, reason, null, overAt);
        return withdrawn ? view.withdrawn() : view;
    }

    @Nullable
    String asked() {
        return asked == null ? null : asked.toString();
    }

    void ask(Instant at) {
        asked = at;
    }

    boolean isOver() {
        return state != JobView.State.ACTIVE;
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    void withdraw() {
        withdrawn = true;
    }

    /** Nothing keeps its pod, if that is all that it is. */
    void release() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    void end(boolean well, String why, Instant at) {
        state = well ? JobView.State.COMPLETE : JobView.State.FAILED;
        reason = why;
        overAt = at;
    }
}
