package io.akoflow.gateway.webhook;

import io.akoflow.contract.Problem;
import io.akoflow.contract.Webhook;
import io.akoflow.engine.policy.Patterns;
import io.akoflow.engine.workflow.WebhookUrl;
import io.akoflow.gateway.GatewayConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whom a workflow file may have told: whoever writes one would otherwise have the gateway ask any server that it
 * reaches. Where nothing is said these are, on one machine, its own programs; elsewhere nobody.
 */
@Startup
@Singleton
public class WebhookPolicy {

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final List<String> allowed;

    WebhookPolicy(GatewayConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        var settings = config.webhook();
        boolean hasSecret = settings.secret().filter(it -> !it.isBlank()).isPresent();
        if (settings.allowed().isPresent() || settings.url().isPresent()) {
            require(hasSecret);
        }
        settings.url().ifPresent(WebhookPolicy::requireUrl);
        this.allowed = settings.allowed().orElse(LOOPBACK.contains(host) ? LOOPBACK : List.of());
    }

    private static void require(boolean hasSecret) {
        if (!hasSecret) {
            throw new ConfigurationException(
                    "Expected akoflow.gateway.notify.secret beside akoflow.gateway.notify.url and .allowed, since what is"
                            + " told is signed with it, but there is none; set it, such as whsec_ and 32 random bytes in"
                            + " base64");
        }
    }

    private static void requireUrl(String text) {
        if (!WebhookUrl.isOne(text)) {
            var shown = text.contains("@") ? "another, which may hold a password" : "'%s'".formatted(text);
            throw new ConfigurationException(
                    "Expected akoflow.gateway.notify.url to be a URL such as https://example.org/hook, without a user, but"
                            + " it is "
                            + shown);
        }
    }

    /** What stands against telling these; nothing when they are allowed. */
    public List<Problem> objections(List<Webhook> webhooks) {
        return webhooks.stream()
                .map(webhook -> URI.create(webhook.url()).getHost().toLowerCase(Locale.ROOT))
                .distinct()
                .filter(host -> allowed.isEmpty() || !new Patterns(allowed).allow(host))
                .map(host -> new Problem(
                        Problem.Severity.ERROR,
                        0,
                        0,
                        "Expected hosts under 'notify' that are allowed here (%s), but there is '%s'"
                                .formatted(allowed.isEmpty() ? "none is" : String.join(", ", allowed), host)))
                .toList();
    }
}
