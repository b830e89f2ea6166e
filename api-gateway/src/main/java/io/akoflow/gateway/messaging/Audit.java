package io.akoflow.gateway.messaging;

import com.github.f4b6a3.ulid.UlidCreator;
import io.akoflow.contract.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Says who did what, once it is done or refused. */
@ApplicationScoped
public class Audit {

    private final Speaker speaker;

    Audit(Speaker speaker) {
        this.speaker = speaker;
    }

    /** Says that {@code who} did {@code action} to {@code target}; may wait for Kafka a little. */
    public void say(String who, String action, String target) {
        var id = UlidCreator.getMonotonicUlid().toLowerCase();
        speaker.mention(new AuditEntry(id, Instant.now(), who, action, target));
    }
}
