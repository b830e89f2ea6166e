package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Anything that is said on a topic. Its type is told by the header {@code ce_type}, see {@link MessageType}; the body
 * is the record as a JSON object. A new component must be nullable; one whose meaning changes is a new version.
 */
public sealed interface Message
        permits WorkflowRequest,
                ActivityCommand,
                Observation,
                RunFact,
                Output,
                SubmissionAnswer,
                DiskRequest,
                OutputsRefused,
                AuditEntry {

    /** The CloudEvents id: a repetition of a message always has the same one, news never does. */
    @JsonIgnore
    String messageId();

    /** The CloudEvents subject: what it is about, such as {@code run/activity}. */
    @JsonIgnore
    String subject();

    /** The Kafka key: messages with the same key stay in order. */
    @JsonIgnore
    String key();
}
