package io.akoflow.contract;

import java.time.Duration;

/** The topics, with what they are created with. */
public enum Topic {
    SUBMISSIONS("akoflow.submissions", Duration.ofDays(7)),
    SUBMISSION_ANSWERS("akoflow.submissions.answers", Duration.ofDays(7)),
    /** Same number of partitions as {@link #OBSERVED}, so that one planner owns both of a run. */
    WORKFLOWS("akoflow.workflows", Duration.ofDays(30)),
    READY("akoflow.activities.ready", Duration.ofDays(2)),
    OBSERVED("akoflow.activities.observed", Duration.ofDays(30)),
    RUNS("akoflow.runs", Duration.ofDays(30)),
    OUTPUT("akoflow.activities.output", Duration.ofDays(2)),
    /** Of use to nobody but for a minute. */
    DISK_REQUESTS("akoflow.outputs", Duration.ofHours(1)),
    DISK_ANSWERS("akoflow.outputs.answers", Duration.ofHours(1)),
    AUDIT("akoflow.audit", Duration.ofDays(365)),
    DEAD_LETTERS("akoflow.dead-letters", Duration.ofDays(30));

    private final String topicName;
    private final Duration retention;

    Topic(String topicName, Duration retention) {
        this.topicName = topicName;
        this.retention = retention;
    }

    /** As Kafka knows it. */
    public String topicName() {
        return topicName;
    }

    /** How long messages are kept. */
    public Duration retention() {
        return retention;
    }
}
