package io.akoflow.watcher.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once Kafka has answered; while it is away later, what is seen waits to be said. */
@Readiness
@ApplicationScoped
public class SpeakerReadiness implements HealthCheck {

    private final Speaker speaker;

    SpeakerReadiness(Speaker speaker) {
        this.speaker = speaker;
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("Kafka");
        return speaker.hasAnswer()
                ? health.up().build()
                : health.down().withData("trouble", "it has not answered yet").build();
    }
}
