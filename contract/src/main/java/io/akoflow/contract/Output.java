package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/** What an activity prints and uses. Said by the watcher on {@code akoflow.activities.output}. */
public sealed interface Output extends Message {

    RunId run();

    int activity();

    int attempt();

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

    /**
     * A piece of a container's log.
     *
     * @param offset of its first byte in the container's log
     * @param data base64 of at most 256 KiB; empty to say that the log is complete and {@code offset} its length
     */
    record LogChunk(RunId run, int activity, int attempt, String podUid, String container, long offset, String data)
            implements Output {
        @Override
        @JsonIgnore
        public String messageId() {
            return podUid + "/" + activity + "/" + container + "/" + offset;
        }
    }

    /**
     * What a pod used at a moment.
     *
     * @param cpuMillis thousandths of a CPU
     */
    record UsageSampled(
            RunId run, int activity, int attempt, Instant at, String podUid, long cpuMillis, long memoryBytes)
            implements Output {
        @Override
        @JsonIgnore
        public String messageId() {
            return podUid + "/" + activity + "/usage/" + at.toEpochMilli();
        }
    }
}
