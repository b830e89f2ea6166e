package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person wants of a run. Said by the gateway on {@code akoflow.workflows}, after it was kept. */
public sealed interface WorkflowRequest extends Message {

    RunId run();

    Instant at();

    @Override
    @JsonIgnore
    default String subject() {
        return run().value();
    }

    @Override
    @JsonIgnore
    default String key() {
        return run().value();
    }

    /**
     * Start this run, unless it is known already.
     *
     * @param number the run's number, from 1, for clients of the original
     * @param owner who submitted it
     */
    record RunRequested(RunId run, Instant at, long number, String owner, Workflow workflow)
            implements WorkflowRequest {
        @Override
        @JsonIgnore
        public String messageId() {
            return run + "/requested";
        }
    }

    /** End this run; final. */
    record RunCancelRequested(RunId run, Instant at, String by) implements WorkflowRequest {
        @Override
        @JsonIgnore
        public String messageId() {
            return run + "/cancel/" + at.toEpochMilli();
        }
    }

    /**
     * Run again what did not succeed.
     *
     * @param workflow an edited workflow, matched to the old one by activity names; null for the same one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunResumeRequested(
            RunId run, Instant at, String by, @Nullable Workflow workflow) implements WorkflowRequest {
        @Override
        @JsonIgnore
        public String messageId() {
            return run + "/resume/" + at.toEpochMilli();
        }
    }

    /** Forget this run, which is over, and its disks. */
    record RunDeleteRequested(RunId run, Instant at, String by) implements WorkflowRequest {
        @Override
        @JsonIgnore
        public String messageId() {
            return run + "/delete/" + at.toEpochMilli();
        }
    }
}
