package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the dispatcher is to do. Said by the planner on {@code akoflow.activities.ready}. */
public sealed interface ActivityCommand extends Message {

    RunId run();

    /**
     * A command about one attempt. All of one activity stay in order, and so do all of those that once shared a pod.
     */
    sealed interface OfAttempt extends ActivityCommand {

        int activity();

        int attempt();

        /**
         * The activity whose commands this one has to stay in order with, as they once shared a pod; null when it is
         * its own.
         */
        @Nullable
        Integer lane();

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
            return run() + "/" + (lane() == null ? activity() : lane());
        }
    }

    /**
     * Create this attempt's Job and what it needs, unless they are there, and not after {@code validUntil}: the planner
     * deletes the Job only later than that, so a repetition finds the Job or is too late.
     *
     * @param others attempts of other activities that share its pod, each in a container of its own; empty for none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ActivityReady(
            RunId run,
            int activity,
            int attempt,
            Instant validUntil,
            AttemptSpec spec,
            List<Packed> others,
            @Nullable Integer lane)
            implements OfAttempt {

        @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
        public ActivityReady {
            others = others == null ? List.of() : List.copyOf(others);
        }

        /** An attempt that has a pod to itself. */
        public ActivityReady(RunId run, int activity, int attempt, Instant validUntil, AttemptSpec spec) {
            this(run, activity, attempt, validUntil, spec, List.of(), null);
        }

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
     * @param others that share its pod, and are withdrawn with it; empty for none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ActivityWithdrawn(
            RunId run,
            int activity,
            int attempt,
            Instant validUntil,
            JobRef job,
            List<Member> others,
            @Nullable Integer lane)
            implements OfAttempt {

        @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
        public ActivityWithdrawn {
            others = others == null ? List.of() : List.copyOf(others);
        }

        /** One that has a pod to itself. */
        public ActivityWithdrawn(RunId run, int activity, int attempt, Instant validUntil, JobRef job) {
            this(run, activity, attempt, validUntil, job, List.of(), null);
        }

        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/withdrawn";
        }
    }

    /**
     * Look whether this attempt's Job is there: there has been no word of it for long.
     *
     * @param others that share its pod, and are lost with it; empty for none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ActivityCheck(
            RunId run,
            int activity,
            int attempt,
            Instant at,
            JobRef job,
            List<Member> others,
            @Nullable Integer lane) implements OfAttempt {

        @SuppressWarnings("NullAway") // Jackson hands over null for what a message leaves out
        public ActivityCheck {
            others = others == null ? List.of() : List.copyOf(others);
        }

        /** One that has a pod to itself. */
        public ActivityCheck(RunId run, int activity, int attempt, Instant at, JobRef job) {
            this(run, activity, attempt, at, job, List.of(), null);
        }

        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/check/" + at.toEpochMilli();
        }
    }

    /**
     * Delete this attempt's Job and what belongs to it: its outcome is kept, and so is its log, and so are those of all
     * that share its pod.
     *
     * @param script whether its script has an object of its own beside the Job
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActivityReleased(
            RunId run,
            int activity,
            int attempt,
            JobRef job,
            boolean script,
            @Nullable Integer lane) implements OfAttempt {

        /** One that never shared a pod. */
        public ActivityReleased(RunId run, int activity, int attempt, JobRef job, boolean script) {
            this(run, activity, attempt, job, script, null);
        }

        @Override
        @JsonIgnore
        public String messageId() {
            return attemptId() + "/released";
        }
    }

    /** An attempt that shares the pod of the attempt that a command is about. */
    record Member(int activity, int attempt) {}

    /** Such an attempt, with all that is needed to make its container. */
    record Packed(int activity, int attempt, AttemptSpec spec) {}

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
