package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of an attempt. Said by the dispatcher and the watcher on {@code akoflow.activities.observed}; it may
 * come late, repeatedly and in any order, and only the planner says what follows from it.
 */
public sealed interface Observation extends Message {

    RunId run();

    int activity();

    int attempt();

    /** When it happened, as far as Kubernetes tells; else when it was seen. */
    Instant at();

    @JsonIgnore
    default AttemptId attemptId() {
        return new AttemptId(run(), activity(), attempt());
    }

    @Override
    @JsonIgnore
    default String subject() {
        return run() + "/" + activity();
    }

    @Override
    @JsonIgnore
    default String key() {
        return run().value();
    }

    /** Its Job exists; said by the dispatcher. */
    record ActivityDispatched(RunId run, int activity, int attempt, Instant at, JobRef job) implements Observation {
        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/dispatched";
        }
    }

    /** Kubernetes will not have its Job or its pod; said by the dispatcher. */
    record ActivityRefused(RunId run, int activity, int attempt, Instant at, Failure failure) implements Observation {
        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/refused";
        }
    }

    /**
     * Something must happen before it can start.
     *
     * @param dispatched whether the Job exists; if not, nobody goes on trying, and the planner says it again later
     * @param message one sentence: for what
     */
    record ActivityWaiting(
            RunId run, int activity, int attempt, Instant at, Reason reason, boolean dispatched, String message)
            implements Observation {

        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/waiting/" + reason + "/" + at.toEpochMilli();
        }

        /** For what kind of thing. */
        public enum Reason {
            QUOTA,
            API,
            IMAGE,
            NODE,
            STORAGE
        }
    }

    /** Its container runs; said by the watcher. */
    record ActivityStarted(RunId run, int activity, int attempt, Instant at, PodRef pod) implements Observation {
        @Override
        @JsonIgnore
        public String messageId() {
            return pod.uid() + "/" + activity + "/started";
        }
    }

    /**
     * Its command ended with exit code 0; said by the watcher.
     *
     * @param at when the container ended
     * @param pod null when only the Job is left to tell
     * @param startedAt null when only the Job is left to tell
     * @param warnings sentences for the person who submitted it
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ActivitySucceeded(
            RunId run,
            int activity,
            int attempt,
            Instant at,
            @Nullable PodRef pod,
            @Nullable Instant startedAt,
            List<String> warnings)
            implements Observation {

        @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
        public ActivitySucceeded {
            warnings = warnings == null ? List.of() : List.copyOf(warnings);
        }

        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/succeeded";
        }
    }

    /**
     * It ended and did not succeed; said by the watcher.
     *
     * @param pod null when there never was one, or only the Job is left to tell
     * @param startedAt null when the container never started
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActivityFailed(
            RunId run,
            int activity,
            int attempt,
            Instant at,
            @Nullable PodRef pod,
            @Nullable Instant startedAt,
            Failure failure)
            implements Observation {
        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/failed";
        }
    }

    /** Its Job was looked for and is not there; said by the dispatcher. */
    record ActivityLost(RunId run, int activity, int attempt, Instant at) implements Observation {
        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/lost";
        }
    }

    /**
     * Its log is kept, or given up on; said by the watcher.
     *
     * @param bytes how much of it was said on {@code akoflow.activities.output}
     */
    record ActivityLogged(RunId run, int activity, int attempt, Instant at, long bytes, boolean complete)
            implements Observation {
        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/logged";
        }
    }
}
