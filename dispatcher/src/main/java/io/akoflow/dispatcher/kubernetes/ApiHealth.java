package io.akoflow.dispatcher.kubernetes;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** The dispatcher is not ready while the Kubernetes API does not answer. However often one asks, it asks seldom. */
@Readiness
@ApplicationScoped
public class ApiHealth implements HealthCheck {

    private static final Duration BELIEVED = Duration.ofSeconds(10);
    private static final Duration DISBELIEVED = Duration.ofSeconds(2);

    private final KubernetesApi api;
    private Instant askAgain = Instant.MIN;
    private @Nullable String trouble;

    ApiHealth(KubernetesApi api) {
        this.api = api;
    }

    /** Waits until the API answers, at most so long; false when it does not. */
    public boolean await(Duration most, CallOff callOff) {
        var trial = Trial.unlimited(callOff, most);
        var answer = api.ready();
        while (answer instanceof ApiAnswer.Trouble failed) {
            if (trial.rest(failed).isPresent() || callOff.isOff()) {
                return false;
            }
            answer = api.ready();
        }
        return true;
    }

    @Override
    public HealthCheckResponse call() {
        var known = trouble();
        var health = HealthCheckResponse.named("Kubernetes API");
        return known == null
                ? health.up().build()
                : health.down().withData("trouble", known).build();
    }

    private synchronized @Nullable String trouble() {
        if (!Instant.now().isBefore(askAgain)) {
            trouble = switch (api.ready()) {
                case ApiAnswer.Fine _ -> null;
                case ApiAnswer.Trouble failed -> failed.why();
                case ApiAnswer.Refused refused -> refused.message();
            };
            askAgain = Instant.now().plus(trouble == null ? BELIEVED : DISBELIEVED);
        }
        return trouble;
    }
}
