package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is officially so. Said by the planner on {@code akoflow.runs}, in the order of {@link #seq()}. */
public sealed interface RunFact extends Message {

    RunId run();

    /** From 1, without repetition within a run; and without a gap, unless the planner's database was restored. */
    long seq();

    Instant at();

    @Override
    @JsonIgnore
    default String messageId() {
        return run() + "/" + seq();
    }

    @Override
    @JsonIgnore
    default String key() {
        return run().value();
    }

    /**
     * The run has begun, or goes on after a resume.
     *
     * @param activities how many there are
     */
    record RunStarted(RunId run, long seq, Instant at, long number, String workflow, String owner, int activities)
            implements RunFact {
        @Override
        @JsonIgnore
        public String subject() {
            return run.value();
        }
    }

    /**
     * An activity is somewhere else than before.
     *
     * @param attempt 0 before the first one
     * @param pod null when there is none yet
     * @param startedAt of this attempt's container
     * @param endedAt of this attempt's container
     * @param until when the pause is over, in state BACKING_OFF
     * @param waitingFor one sentence: what must happen before it can start, or in state SKIPPED what has failed
     * @param failure of the last attempt that failed
     * @param warnings sentences about a success, for the person who submitted it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActivityChanged(
            RunId run,
            long seq,
            Instant at,
            int activity,
            String name,
            ActivityState state,
            int attempt,
            @Nullable PodRef pod,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant until,
            @Nullable String waitingFor,
            @Nullable Failure failure,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings)
            implements RunFact {

        @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
        public ActivityChanged {
            warnings = warnings == null ? List.of() : List.copyOf(warnings);
        }

        @Override
        @JsonIgnore
        public String subject() {
            return run + "/" + activity;
        }
    }

    /**
     * Nothing more will happen.
     *
     * @param number null in what was said by an older planner, as are the next two
     * @param workflow its name
     * @param state one that is over
     * @param message one sentence: how it ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunEnded(
            RunId run,
            long seq,
            Instant at,
            @Nullable Long number,
            @Nullable String workflow,
            @Nullable String owner,
            RunState state,
            String message)
            implements RunFact {
        @Override
        @JsonIgnore
        public String subject() {
            return run.value();
        }
    }
}
