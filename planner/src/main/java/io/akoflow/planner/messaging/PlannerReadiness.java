package io.akoflow.planner.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while it is up to date, and could keep and say what it decided last. */
@Readiness
@ApplicationScoped
public class PlannerReadiness implements HealthCheck {

    private static final String BEHIND = "Kafka has not said yet what is to be read, or it is being read";

    private final Condition condition;

    PlannerReadiness(Condition condition) {
        this.condition = condition;
    }

    @Override
    public HealthCheckResponse call() {
        var trouble = condition.end() == null ? condition.trouble() : condition.end();
        var health = HealthCheckResponse.named("planner");
        if (trouble != null) {
            return health.down().withData("trouble", trouble).build();
        }
        return condition.isUpToDate()
                ? health.up().build()
                : health.down().withData("trouble", BEHIND).build();
    }
}
