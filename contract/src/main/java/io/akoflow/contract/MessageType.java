package io.akoflow.contract;

/**
 * The types of messages, with their names on the wire. A name is never reused; a message whose meaning changes gets a
 * new version.
 */
public enum MessageType {
    RUN_REQUESTED("io.akoflow.run-requested.v1", Topic.WORKFLOWS, WorkflowRequest.RunRequested.class),
    RUN_CANCEL_REQUESTED(
            "io.akoflow.run-cancel-requested.v1", Topic.WORKFLOWS, WorkflowRequest.RunCancelRequested.class),
    RUN_RESUME_REQUESTED(
            "io.akoflow.run-resume-requested.v1", Topic.WORKFLOWS, WorkflowRequest.RunResumeRequested.class),
    RUN_DELETE_REQUESTED(
            "io.akoflow.run-delete-requested.v1", Topic.WORKFLOWS, WorkflowRequest.RunDeleteRequested.class),
    ACTIVITY_READY("io.akoflow.activity-ready.v1", Topic.READY, ActivityCommand.ActivityReady.class),
    ACTIVITY_WITHDRAWN("io.akoflow.activity-withdrawn.v1", Topic.READY, ActivityCommand.ActivityWithdrawn.class),
    ACTIVITY_CHECK("io.akoflow.activity-check.v1", Topic.READY, ActivityCommand.ActivityCheck.class),
    ACTIVITY_RELEASED("io.akoflow.activity-released.v1", Topic.READY, ActivityCommand.ActivityReleased.class),
    RUN_RELEASED("io.akoflow.run-released.v1", Topic.READY, ActivityCommand.RunReleased.class),
    ACTIVITY_DISPATCHED("io.akoflow.activity-dispatched.v1", Topic.OBSERVED, Observation.ActivityDispatched.class),
    ACTIVITY_REFUSED("io.akoflow.activity-refused.v1", Topic.OBSERVED, Observation.ActivityRefused.class),
    ACTIVITY_WAITING("io.akoflow.activity-waiting.v1", Topic.OBSERVED, Observation.ActivityWaiting.class),
    ACTIVITY_STARTED("io.akoflow.activity-started.v1", Topic.OBSERVED, Observation.ActivityStarted.class),
    ACTIVITY_SUCCEEDED("io.akoflow.activity-succeeded.v1", Topic.OBSERVED, Observation.ActivitySucceeded.class),
    ACTIVITY_FAILED("io.akoflow.activity-failed.v1", Topic.OBSERVED, Observation.ActivityFailed.class),
    ACTIVITY_LOST("io.akoflow.activity-lost.v1", Topic.OBSERVED, Observation.ActivityLost.class),
    ACTIVITY_LOGGED("io.akoflow.activity-logged.v1", Topic.OBSERVED, Observation.ActivityLogged.class),
    RUN_STARTED("io.akoflow.run-started.v1", Topic.RUNS, RunFact.RunStarted.class),
    ACTIVITY_CHANGED("io.akoflow.activity-changed.v1", Topic.RUNS, RunFact.ActivityChanged.class),
    RUN_ENDED("io.akoflow.run-ended.v1", Topic.RUNS, RunFact.RunEnded.class),
    LOG_CHUNK("io.akoflow.log-chunk.v1", Topic.OUTPUT, Output.LogChunk.class),
    USAGE_SAMPLED("io.akoflow.usage-sampled.v1", Topic.OUTPUT, Output.UsageSampled.class),
    SUBMISSION_ACCEPTED(
            "io.akoflow.submission-accepted.v1", Topic.SUBMISSION_ANSWERS, SubmissionAnswer.SubmissionAccepted.class),
    SUBMISSION_REFUSED(
            "io.akoflow.submission-refused.v1", Topic.SUBMISSION_ANSWERS, SubmissionAnswer.SubmissionRefused.class),
    OUTPUTS_WANTED("io.akoflow.outputs-wanted.v1", Topic.DISK_REQUESTS, DiskRequest.OutputsWanted.class),
    OUTPUTS_GIVEN_UP("io.akoflow.outputs-given-up.v1", Topic.DISK_REQUESTS, DiskRequest.OutputsGivenUp.class),
    OUTPUTS_REFUSED("io.akoflow.outputs-refused.v1", Topic.DISK_ANSWERS, OutputsRefused.class),
    AUDIT_ENTRY("io.akoflow.audit-entry.v1", Topic.AUDIT, AuditEntry.class);

    private final String wireName;
    private final Topic topic;
    private final Class<? extends Message> message;

    MessageType(String wireName, Topic topic, Class<? extends Message> message) {
        this.wireName = wireName;
        this.topic = topic;
        this.message = message;
    }

    /** The value of {@code ce_type}. */
    public String wireName() {
        return wireName;
    }

    /** Where messages of this type are said. */
    public Topic topic() {
        return topic;
    }

    public Class<? extends Message> message() {
        return message;
    }

    /** The type of {@code message}. */
    public static MessageType of(Message message) {
        for (MessageType type : values()) {
            if (type.message.isInstance(message)) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "Expected every message to have a type, but %s has none".formatted(message.getClass()));
    }
}
