package io.akoflow.gateway.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready as long as there are no tables. */
@Readiness
@ApplicationScoped
public class SchemaReadiness implements HealthCheck {

    private final Schema schema;

    SchemaReadiness(Schema schema) {
        this.schema = schema;
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("tables");
        return schema.trouble()
                .map(it -> health.down().withData("trouble", it).build())
                .orElseGet(() -> health.up().build());
    }
}
