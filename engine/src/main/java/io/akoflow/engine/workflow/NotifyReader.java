package io.akoflow.engine.workflow;

import static java.util.Map.entry;

import io.akoflow.contract.RunState;
import io.akoflow.contract.Webhook;
import io.akoflow.engine.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code notify}: who is told when the run ends. */
final class NotifyReader {

    private static final int MOST = 10;
    private static final Map<String, RunState> ENDS = Choices.of(
            entry("SUCCEEDED", RunState.SUCCEEDED),
            entry("FAILED", RunState.FAILED),
            entry("CANCELLED", RunState.CANCELLED));

    private final Problems problems;
    private final Typed typed;

    NotifyReader(Problems problems) {
        this.problems = problems;
        this.typed = new Typed(problems);
    }

    List<Webhook> read(Fields spec) {
        List<Webhook> webhooks = new ArrayList<>();
        var items = spec.list("notify").orElse(List.of());
        if (items.size() > MOST) {
            problems.error(
                    items.get(MOST),
                    "Expected at most %d to be told when the run ends, but there are %d",
                    MOST,
                    items.size());
        }
        for (var item : items) {
            typed.mapping(item, "each item of 'notify'")
                    .map(mapping -> new Fields(mapping, Section.WEBHOOK, problems))
                    .flatMap(this::webhook)
                    .ifPresent(webhooks::add);
        }
        return webhooks;
    }

    private Optional<Webhook> webhook(Fields fields) {
        fields.require("url");
        var on = on(fields);
        return fields.text("url").filter(this::isUrl).map(url -> new Webhook(url.text(), on));
    }

    private List<RunState> on(Fields fields) {
        var named = fields.texts("on");
        if (named.isEmpty()) {
            return List.copyOf(ENDS.values());
        }
        Set<RunState> states = new LinkedHashSet<>();
        named.get()
                .forEach(text -> typed.choice(text, "each item of 'on'", ENDS).ifPresent(states::add));
        if (named.get().isEmpty()) {
            fields.node("on")
                    .ifPresent(node -> problems.error(node, "Expected at least one state in 'on', but there is none"));
        }
        return List.copyOf(states);
    }

    private boolean isUrl(Node.Scalar text) {
        if (text.text().length() > WebhookUrl.LONGEST) {
            problems.error(
                    text,
                    "Expected a URL of at most %,d characters, but it has %,d",
                    WebhookUrl.LONGEST,
                    text.text().length());
            return false;
        }
        if (WebhookUrl.isOne(text.text())) {
            return true;
        }
        problems.error(
                text,
                "Expected 'url' to be a URL such as https://example.org/hook, without a user, but it is %s",
                Shown.text(text.text()));
        return false;
    }
}
