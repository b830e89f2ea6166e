package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/** What the dispatcher is to do. Said by the planner on {@code akoflow.activities.ready}. */
public sealed interface ActivityCommand extends Message {

    RunId run();

    /** A command about one attempt. All of one activity stay in order. */
    sealed interface OfAttempt extends ActivityCommand {

        int activity();

        int attempt();

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
            return run() + "/" + activity();
        }
    }

    /**
     * Create this attempt's Job and what it needs, unless they are there, and not after {@code validUntil}: the planner
     * deletes the Job only later than that, so a repetition finds the Job or is too late.
     */
    record ActivityReady(RunId run, int activity, int attempt, Instant validUntil, AttemptSpec spec)
            implements OfAttempt {
        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/ready/" + validUntil.toEpochMilli();
        }
    }

    /**
     * Stop trying to create this attempt's Job, and end it if it is there, but leave it: its run was cancelled, or it
     * can't begin. As long as its name is taken, no repeated {@link ActivityReady} makes it anew.
     *
     * @param validUntil of the last {@link ActivityReady}: until then something has to have the Job's name
     */
    record ActivityWithdrawn(RunId run, int activity, int attempt, Instant validUntil, JobRef job)
            implements OfAttempt {
        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/withdrawn";
        }
    }

    /** Look whether this attempt's Job is there: there has been no word of it for long. */
    record ActivityCheck(RunId run, int activity, int attempt, Instant at, JobRef job) implements OfAttempt {
        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/check/" + at.toEpochMilli();
        }
    }

    /**
     * Delete this attempt's Job and what belongs to it: its outcome is kept, and so is its log.
     *
     * @param script whether its script has an object of its own beside the Job
     */
    record ActivityReleased(RunId run, int activity, int attempt, JobRef job, boolean script) implements OfAttempt {
        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/released";
        }
    }

    /** Delete these claims of a run that is over. */
    record RunReleased(RunId run, String namespace, List<String> claims) implements ActivityCommand {
        public RunReleased {
            claims = List.copyOf(claims);
        }

        @Override
        @JsonIgnore
        public String messageId() {
            return run + "/released";
        }

        @Override
        @JsonIgnore
        public String subject() {
            return run.value();
        }

        @Override
        @JsonIgnore
        public String key() {
            return run.value();
        }
    }
}
