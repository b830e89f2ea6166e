package io.akoflow.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * Who did what. Said by the gateway on {@code akoflow.audit}.
 *
 * @param id unique
 * @param who the person or client
 * @param action such as {@code submit}, {@code cancel}
 * @param target what it was done to, such as a run id
 */
public record AuditEntry(String id, Instant at, String who, String action, String target) implements Message {

    @Override
    @JsonIgnore
    public String messageId() {
        return id;
    }

    @Override
    @JsonIgnore
    public String subject() {
        return target;
    }

    @Override
    @JsonIgnore
    public String key() {
        return who;
    }
}
