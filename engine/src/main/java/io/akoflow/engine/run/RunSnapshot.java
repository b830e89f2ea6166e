package io.akoflow.engine.run;

import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import io.akoflow.contract.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run, apart from its activities.
 *
 * @param number from 1, for clients of the original
 * @param seq of the last fact said
 * @param endedAt null while it is under way
 * @param lastNode where its last pod ran; null when none did
 * @param ending in state CANCELLING, the state that it will end in; otherwise null
 * @param message how it ended, or why it is being ended; null otherwise
 * @param deleted whether a person wants it forgotten
 * @param released whether its disks were given up
 */
public record RunSnapshot(
        RunId run,
        long number,
        String owner,
        Workflow workflow,
        RunState state,
        long seq,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String lastNode,
        @Nullable RunState ending,
        @Nullable String message,
        boolean deleted,
        boolean released) {

    /** When its disks are given up whatever its policy says; null while it is under way. */
    @Nullable
    Instant endOfDisks(Duration retention) {
        return endedAt == null ? null : Times.later(endedAt, retention);
    }

    RunSnapshot withSeq(long newSeq) {
        return new RunSnapshot(
                run, number, owner, workflow, state, newSeq, startedAt, endedAt, lastNode, ending, message, deleted,
                released);
    }

    RunSnapshot withNode(@Nullable String node) {
        return new RunSnapshot(
                run, number, owner, workflow, state, seq, startedAt, endedAt, node, ending, message, deleted, released);
    }

    RunSnapshot cancelling(RunState end, String why) {
        return new RunSnapshot(
                run,
                number,
                owner,
                workflow,
                RunState.CANCELLING,
                seq,
                startedAt,
                null,
                lastNode,
                end,
                why,
                deleted,
                released);
    }

    RunSnapshot ended(RunState end, Instant when, String how) {
        return new RunSnapshot(
                run, number, owner, workflow, end, seq, startedAt, when, lastNode, null, how, deleted, released);
    }

    RunSnapshot saying(String how) {
        return new RunSnapshot(
                run, number, owner, workflow, state, seq, startedAt, endedAt, lastNode, ending, how, deleted, released);
    }

    RunSnapshot resumed(Workflow as, Instant when) {
        return new RunSnapshot(
                run, number, owner, as, RunState.RUNNING, seq, when, null, lastNode, null, null, deleted, released);
    }

    RunSnapshot withoutDisks() {
        return new RunSnapshot(
                run, number, owner, workflow, state, seq, startedAt, endedAt, lastNode, ending, message, deleted, true);
    }

    RunSnapshot unwanted() {
        return new RunSnapshot(
                run, number, owner, workflow, state, seq, startedAt, endedAt, lastNode, ending, message, true,
                released);
    }
}
