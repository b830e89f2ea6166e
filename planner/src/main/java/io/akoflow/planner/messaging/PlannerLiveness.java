package io.akoflow.planner.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive until it has stopped for good, whatever Kafka and the database do. */
@Liveness
@ApplicationScoped
public class PlannerLiveness implements HealthCheck {

    private final Condition condition;

    PlannerLiveness(Condition condition) {
        this.condition = condition;
    }

    @Override
    public HealthCheckResponse call() {
        var end = condition.end();
        var health = HealthCheckResponse.named("planner");
        return end == null
                ? health.up().build()
                : health.down().withData("stopped", end).build();
    }
}
