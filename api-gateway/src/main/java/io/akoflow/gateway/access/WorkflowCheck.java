package io.akoflow.gateway.access;

import io.akoflow.engine.policy.Most;
import io.akoflow.engine.policy.MostOf;
import io.akoflow.engine.policy.Patterns;
import io.akoflow.engine.policy.Pods;
import io.akoflow.engine.policy.Policy;
import io.akoflow.engine.policy.Sizes;
import io.akoflow.engine.workflow.WorkflowReader;
import io.akoflow.engine.workflow.WorkflowReading;
import io.akoflow.gateway.GatewayConfig;
import io.akoflow.gateway.webhook.WebhookPolicy;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every workflow file has to pass, wherever it comes from. */
@Startup
@Singleton
public class WorkflowCheck {

    private final Policy policy;
    private final WebhookPolicy webhooks;

    WorkflowCheck(GatewayConfig config, WebhookPolicy webhooks) {
        this.webhooks = webhooks;
        this.policy = policy(config.policy());
    }

    /** Whether {@code file} can be run here, or all that stands against it. */
    public Verdict of(byte[] file) {
        return switch (WorkflowReader.read(file)) {
            case WorkflowReading.Invalid(var problems) -> new Verdict.Invalid(problems);
            case WorkflowReading.Valid(var workflow, var warnings, var webhooks, var _) -> {
                var objections = Stream.concat(
                                policy.objections(workflow).stream(), this.webhooks.objections(webhooks).stream())
                        .toList();
                yield objections.isEmpty()
                        ? new Verdict.Valid(workflow, warnings, webhooks)
                        : new Verdict.NotAllowed(workflow, objections);
            }
        };
    }

    private static Policy policy(GatewayConfig.Policy said) {
        var activities = said.mostActivities();
        var sizes = new Sizes(
                activities.isPresent() ? activities.getAsInt() : null,
                most("cpu", said.mostCpu()),
                most("memory", said.mostMemory()),
                most("storage", said.mostStorage()),
                others(said.mostOf().orElse(List.of())));
        var pods = new Pods(patterns(said.serviceAccounts()), patterns(said.tolerations()));
        return new Policy(patterns(said.namespaces()), patterns(said.images()), pods, sizes);
    }

    private static List<MostOf> others(List<String> said) {
        return said.stream()
                .map(text -> MostOf.parse(text)
                        .orElseThrow(() -> new ConfigurationException(
                                "Expected akoflow.gateway.policy.most-of to be a list such as nvidia.com/gpu=2, but it"
                                        + " has '%s'".formatted(text))))
                .toList();
    }

    private static Patterns patterns(Optional<List<String>> texts) {
        return new Patterns(texts.orElse(List.of()));
    }

    private static @Nullable Most most(String what, Optional<String> said) {
        if (said.isEmpty()) {
            return null;
        }
        return Most.parse(said.get())
                .orElseThrow(() -> new ConfigurationException(
                        "Expected akoflow.gateway.policy.most-%s to be a quantity such as 4 or 16Gi, but it is '%s'"
                                .formatted(what, said.get())));
    }
}
