package io.akoflow.engine.run;

import io.akoflow.contract.ActivityState;
import io.akoflow.contract.Failure;
import io.akoflow.contract.PodRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one activity of a run.
 *
 * @param activity its ordinal
 * @param attempt the present or last one; 0 before the first
 * @param userFailures attempts that the user's budget paid for
 * @param infrastructureFailures attempts that the infrastructure's budget paid for
 * @param memoryBytes what the next attempt may use, when it is not what the workflow says; null when it is
 * @param validUntil of the last ActivityReady that was said about this attempt; null when none was
 * @param timer when something is to be done about it: the pause is over, the validity, the silence; null when nothing
 * @param logged whether the attempt's log is kept or given up on
 * @param released whether ActivityReleased was said about this attempt
 * @param waitingFor one sentence: what must happen before it can start; null when nothing is known
 * @param failure of the last attempt that failed; null when none did
 */
public record ActivitySnapshot(
        int activity,
        ActivityState state,
        int attempt,
        int userFailures,
        int infrastructureFailures,
        @Nullable Long memoryBytes,
        @Nullable Instant validUntil,
        @Nullable Instant timer,
        boolean logged,
        boolean released,
        @Nullable PodRef pod,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String waitingFor,
        @Nullable Failure failure) {}
