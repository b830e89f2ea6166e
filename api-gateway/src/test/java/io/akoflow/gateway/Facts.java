package io.akoflow.gateway;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.Output.LogChunk;
import io.akoflow.contract.PodRef;
import io.akoflow.contract.RunFact.ActivityChanged;
import io.akoflow.contract.RunFact.RunEnded;
import io.akoflow.contract.RunFact.RunStarted;
import io.akoflow.contract.RunId;
import io.akoflow.contract.RunState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** What planner and watcher say of one run. */
record Facts(String run) {

    static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    RunStarted started(long seq, int activities) {
        return new RunStarted(id(), seq, AT.plusSeconds(seq), 1, "any", "local", activities);
    }

    ActivityChanged changed(long seq, int activity, ActivityState state) {
        return new ActivityChanged(
                id(),
                seq,
                AT.plusSeconds(seq),
                activity,
                "a" + activity,
                state,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    ActivityChanged failed(long seq, int activity) {
        var pod = new PodRef("uid-1", "pod-1", "node-1", null);
        var failure =
                new Failure(Failure.FailureClass.USER, "ExitCode", 3, "It ended with 3", "Look at its log", "x\0y");
        return new ActivityChanged(
                id(),
                seq,
                AT,
                activity,
                "a" + activity,
                ActivityState.FAILED,
                2,
                pod,
                AT,
                AT.plusSeconds(5),
                null,
                null,
                failure,
                List.of());
    }

    RunEnded ended(long seq, RunState state) {
        return new RunEnded(id(), seq, AT.plusSeconds(seq), 1L, "any", "local", state, "It is over");
    }

    LogChunk log(int attempt, long offset, String text) {
        var data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return new LogChunk(id(), 0, attempt, "uid-" + attempt, "activity", offset, data);
    }

    RunId id() {
        return new RunId(run);
    }
}
