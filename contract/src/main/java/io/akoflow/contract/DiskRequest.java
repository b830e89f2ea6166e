package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody who asks the gateway wants of a run's disk. Said by the gateway on {@code akoflow.outputs}. */
public sealed interface DiskRequest extends Message {

    /** Unique; what Kubernetes gets for it is called so. */
    String request();

    RunId run();

    /** Null for the deployment's own. */
    @Nullable
    String namespace();

    @Override
    @JsonIgnore
    default String subject() {
        return run().value();
    }

    @Override
    @JsonIgnore
    default String key() {
        return request();
    }

    /**
     * Have somebody read the disk and bring what is there to the gateway that says this, unless it is too late.
     *
     * @param claim the disk
     * @param path of the file that is wanted; null to tell which files there are
     * @param validUntil not to be begun later
     * @param callback where to bring it, by HTTP PUT
     * @param secret to be shown there; good once
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutputsWanted(
            String request,
            RunId run,
            @Nullable String namespace,
            String claim,
            @Nullable String path,
            Instant validUntil,
            String callback,
            String secret)
            implements DiskRequest {
        @Override
        @JsonIgnore
        public String messageId() {
            return request + "/wanted";
        }
    }

    /** Nobody waits for it any more: end what was begun, and say why it took so long. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutputsGivenUp(
            String request, RunId run, @Nullable String namespace) implements DiskRequest {
        @Override
        @JsonIgnore
        public String messageId() {
            return request + "/given-up";
        }
    }
}
